import type { Channel } from '../../wire/channel.ts';
import type { JsonObject } from '../../wire/json.ts';
import type { World } from '../world/world.ts';

/** @returns a conversation as conversations.info shows it */
export function wireChannel(world: World, channel: Channel): JsonObject {
  const created = Math.floor(channel.created / 1_000);
  const common = {
    id: channel.id,
    created,
    updated: channel.created,
    is_archived: channel.archived,
    context_team_id: world.state.team.id,
    is_org_shared: false,
  };
  if (channel.kind === 'im') {
    return {
      ...common,
      is_im: true,
      is_open: true,
      user: channel.user ?? '',
      is_user_deleted: false,
      priority: 0,
    };
  }
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_im: false,
    is_mpim: false,
    is_private: channel.kind === 'private',
    is_general: false,
    is_shared: channel.shared,
    is_ext_shared: channel.shared,
    is_pending_ext_shared: false,
    pending_shared: [],
    shared_team_ids: [world.state.team.id],
    is_member: channel.members.includes(world.identity.botUserId),
    creator: channel.creator,
    topic: { value: channel.topic, creator: channel.creator, last_set: created },
    purpose: { value: '', creator: '', last_set: 0 },
    previous_names: [],
  };
}

import type { Channel } from '../../wire/channel.ts';
import type { ArchiveRequest, CreateChannelRequest } from '../../wire/person-requests.ts';
import { Refusal } from '../refusal.ts';
import { channelByRef, readableChannel } from '../world/find-channel.ts';
import { findUser } from '../world/find-user.ts';
import { newId } from '../world/ids.ts';
import type { World } from '../world/world.ts';

/**
 * Creates a channel; its creator is a member, and so are `members`.
 * @throws Refusal `name_taken`, `invalid_name`
 */
export function createChannel(world: World, request: CreateChannelRequest): Channel {
  const creator = findUser(world, request.user);
  const name = request.name.replace(/^#/, '').toLowerCase();
  if (!/^[\p{L}\p{N}_-]+$/u.test(name)) {
    throw new Refusal(
      'invalid_name',
      'A channel name has letters, digits, hyphens and underscores, nothing else.',
    );
  }
  if (channelByRef(world, name)) throw new Refusal('name_taken', `There is a channel #${name} already.`);
  const kind = request.kind ?? 'public';
  const channel: Channel = {
    id: newId('C'),
    name,
    kind: kind === 'private' ? 'private' : 'public',
    created: world.now(),
    creator: creator.id,
    members: [...new Set([creator.id, ...(request.members ?? []).map((ref) => findUser(world, ref).id)])],
    archived: false,
    shared: kind === 'shared',
    topic: '',
  };
  world.state.channels.push(channel);
  world.changed();
  return channel;
}

/** Archives a channel: nobody can write in it any more. @throws Refusal `channel_not_found` */
export function archiveChannel(world: World, request: ArchiveRequest): void {
  const user = findUser(world, request.user);
  const channel = readableChannel(world, user.id, request.channel);
  if (channel.archived || channel.kind === 'im') return;
  channel.archived = true;
  world.happen({ kind: 'channel-archived', channel: channel.id, user: user.id });
}

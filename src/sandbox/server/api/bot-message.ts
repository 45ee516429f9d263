import type { JsonObject } from '../../wire/json.ts';
import type { Message } from '../../wire/message.ts';
import { messageAt } from '../world/messages.ts';
import { nextTs } from '../world/timestamps.ts';
import type { World } from '../world/world.ts';
import type { MessageContent } from './message-content.ts';

/** @returns a message by the bot, not posted yet; `threadTs` is the first message of its thread */
export function botMessage(
  world: World,
  channelId: string,
  content: MessageContent,
  threadTs?: string,
): Message {
  const { identity, state } = world;
  return {
    type: 'message',
    ts: nextTs(world),
    user: identity.botUserId,
    bot_id: identity.botId,
    app_id: identity.appId,
    team: state.team.id,
    bot_profile: botProfile(world),
    ...content,
    ...(threadTs && { thread_ts: threadTs, parent_user_id: messageAt(world, channelId, threadTs)?.user }),
  };
}

function botProfile(world: World): JsonObject {
  const icon = `${world.url}/sandbox/avatars/${world.identity.botUserId}.svg`;
  return {
    id: world.identity.botId,
    app_id: world.identity.appId,
    user_id: world.identity.botUserId,
    name: world.app.name,
    icons: { image_36: icon, image_48: icon, image_72: icon },
    deleted: false,
    updated: 0,
    team_id: world.state.team.id,
  };
}

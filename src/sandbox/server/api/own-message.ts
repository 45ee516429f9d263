import type { Channel } from '../../wire/channel.ts';
import type { Message } from '../../wire/message.ts';
import { messageAt } from '../world/messages.ts';
import type { World } from '../world/world.ts';
import { ApiError } from './api-error.ts';
import { visibleChannel } from './reach-channel.ts';

/**
 * @returns a message that the bot itself wrote
 * @throws ApiError `channel_not_found`, `message_not_found`, or the given word for somebody else's message
 */
export function ownMessage(
  world: World,
  channelRef: string,
  ts: string,
  notOwn: string,
): { channel: Channel; message: Message } {
  const channel = visibleChannel(world, channelRef);
  const message = messageAt(world, channel.id, ts);
  if (!message || message.subtype === 'tombstone') throw new ApiError('message_not_found');
  if (message.bot_id !== world.identity.botId) throw new ApiError(notOwn);
  return { channel, message };
}

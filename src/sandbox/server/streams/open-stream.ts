import type { Channel } from '../../wire/channel.ts';
import type { Message } from '../../wire/message.ts';
import { ApiError } from '../api/api-error.ts';
import { visibleChannel } from '../api/reach-channel.ts';
import { messageAt } from '../world/messages.ts';
import type { World } from '../world/world.ts';

/** @returns the key of a stream in `Volatile.streams` */
export function streamKey(channelId: string, ts: string): string {
  return `${channelId}:${ts}`;
}

/**
 * @returns the message that is being streamed
 * @throws ApiError `message_not_found`, `message_not_owned_by_app`, `stopped_by_user`, and
 *   `message_not_in_streaming_state` once it was stopped or about five minutes have passed
 */
export function openStream(
  world: World,
  channelRef: string,
  ts: string,
): { channel: Channel; message: Message } {
  const channel = visibleChannel(world, channelRef);
  const message = messageAt(world, channel.id, ts);
  if (!message) throw new ApiError('message_not_found');
  if (message.bot_id !== world.identity.botId) throw new ApiError('message_not_owned_by_app');
  const stream = world.volatile.streams.get(streamKey(channel.id, ts));
  if (stream?.stoppedByUser) throw new ApiError('stopped_by_user');
  if (!isStreaming(world, channel.id, message)) throw new ApiError('message_not_in_streaming_state');
  return { channel, message };
}

/** @returns whether a message is being streamed: begun, not stopped, and not for longer than Slack allows */
export function isStreaming(world: World, channelId: string, message: Message): boolean {
  const stream = world.volatile.streams.get(streamKey(channelId, message.ts));
  if (!stream || message.streaming_state !== 'in_progress') return false;
  return world.now() < stream.startedAt + world.limits.streamMs;
}

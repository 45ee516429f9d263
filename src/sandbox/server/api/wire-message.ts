import type { JsonObject } from '../../wire/json.ts';
import type { Message } from '../../wire/message.ts';
import { threadSummary } from '../world/thread-summary.ts';
import type { World } from '../world/world.ts';

/** @returns a message as the Web API shows it: with its thread's numbers, and metadata only when asked for */
export function wireMessage(
  world: World,
  channelId: string,
  message: Message,
  withMetadata = false,
): JsonObject {
  const { metadata, ...rest } = message;
  return {
    ...rest,
    ...(message.thread_ts === undefined || message.thread_ts === message.ts
      ? threadSummary(world, channelId, message)
      : undefined),
    ...(withMetadata && metadata ? { metadata } : undefined),
  };
}

import { messageAt } from '../world/messages.ts';
import { threadRoot } from '../world/thread-root.ts';
import type { World } from '../world/world.ts';
import { ApiError } from './api-error.ts';

/**
 * @returns the thread that a reply to `ts` belongs to; a reply's own ts leads to its thread
 * @throws ApiError with the given word when there is no such message
 */
export function reachThread(world: World, channelId: string, ts: string, error = 'thread_not_found'): string {
  if (!messageAt(world, channelId, ts)) throw new ApiError(error);
  return threadRoot(world, channelId, ts);
}

import { messageAt } from './messages.ts';
import type { World } from './world.ts';

/** @returns the ts of the thread that a reply to `ts` lands in: a reply's own thread, else `ts` itself */
export function threadRoot(world: World, channelId: string, ts: string): string {
  return messageAt(world, channelId, ts)?.thread_ts ?? ts;
}

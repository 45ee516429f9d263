import type { World } from './world.ts';

/** @returns the link that opens the page at a message */
export function permalink(world: World, channelId: string, ts: string): string {
  return `${world.url}/#/${channelId}/${ts}`;
}

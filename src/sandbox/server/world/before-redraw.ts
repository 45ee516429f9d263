import type { JsonObject } from '../../wire/json.ts';
import type { World } from './world.ts';

/** So many earlier looks of a message or Home are remembered. */
const MOST_LOOKS = 3;

/** Remembers how a message or Home looked: a person may be pressing what was there a moment ago. */
export function noteRedraw(world: World, key: string, blocks: JsonObject[] | undefined): void {
  if (!blocks?.length) return;
  const earlier = world.volatile.redrawn.get(key) ?? [];
  world.volatile.redrawn.set(key, [blocks, ...earlier].slice(0, MOST_LOOKS));
}

/** @returns the blocks that stood there before, the newest look first */
export function looksBefore(world: World, key: string): readonly JsonObject[][] {
  return world.volatile.redrawn.get(key) ?? [];
}

/** @returns the name under which a message's looks are remembered */
export const messageKey = (channelId: string, ts: string): string => `${channelId}:${ts}`;

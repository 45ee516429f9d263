import type { Ephemeral } from '../../wire/ephemeral.ts';
import { nextTs } from './timestamps.ts';
import type { World } from './world.ts';

/** Slack's own account, which speaks when something did not work. */
export const SLACKBOT = 'USLACKBOT';

/** Shows a message to one person only. @returns its ts */
export function addEphemeral(world: World, ephemeral: Omit<Ephemeral, 'ts'>): string {
  const ts = nextTs(world);
  world.volatile.ephemerals.push({ ...ephemeral, ts });
  world.changed();
  return ts;
}

/** Shows a person a note of Slack's own. */
export function noteFromSlack(
  world: World,
  note: { channel: string; to: string; text: string; threadTs?: string | undefined; invite?: boolean },
): void {
  addEphemeral(world, { ...note, user: SLACKBOT });
}

/** Takes an ephemeral message away. @returns whether it was there */
export function removeEphemeral(world: World, to: string, ts: string): boolean {
  const { ephemerals } = world.volatile;
  const index = ephemerals.findIndex((candidate) => candidate.to === to && candidate.ts === ts);
  if (index < 0) return false;
  ephemerals.splice(index, 1);
  world.changed();
  return true;
}

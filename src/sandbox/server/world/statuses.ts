import type { Status } from '../../wire/status.ts';
import type { World } from './world.ts';

/** Shows a status in a thread, in place of any other; an empty one clears it. */
export function setStatus(world: World, status: Omit<Status, 'at' | 'until'>): void {
  clearStatus(world, status.channel, status.threadTs);
  const at = world.now();
  world.volatile.statuses.push({ ...status, at, until: status.status === '' ? at : null });
  world.changed();
}

/** Takes the status of a thread away, as a reply does. */
export function clearStatus(world: World, channel: string, threadTs: string): void {
  for (const status of world.volatile.statuses) {
    if (status.channel === channel && status.threadTs === threadTs && status.until === null)
      status.until = world.now();
  }
}

/** @returns the statuses that are shown now; one without a reply goes away after two minutes */
export function shownStatuses(world: World): Status[] {
  return statusHistory(world).filter((status) => status.until === null);
}

/** @returns every status ever set, oldest first, with the time at which it went away */
export function statusHistory(world: World): Status[] {
  const now = world.now();
  const lifetime = world.limits.statusMs;
  return world.volatile.statuses.map((status) =>
    status.until === null && now >= status.at + lifetime
      ? { ...status, until: status.at + lifetime }
      : status,
  );
}

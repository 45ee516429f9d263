import type { World } from './world.ts';

/**
 * Statuses expire by the clock, which tells nobody. Looks after each change when the next one is due, so that the
 * page takes it away in time. @returns a function that stops it
 */
export function expireStatuses(world: World): () => void {
  let timer: NodeJS.Timeout | undefined;
  const plan = () => {
    clearTimeout(timer);
    const due = world.volatile.statuses
      .filter((s) => s.until === null)
      .map((s) => s.at + world.limits.statusMs);
    const next = Math.min(...due.filter((at) => at > world.now()));
    if (Number.isFinite(next)) timer = setTimeout(() => world.changed(), next - world.now()).unref();
  };
  const unwatch = world.onChange(plan);
  return () => {
    clearTimeout(timer);
    unwatch();
  };
}

import type { World } from './world.ts';

/**
 * @returns the next message timestamp, `seconds.micros` by the sandbox's clock. Each is later than the last even
 * when the clock stands still or goes back, because a ts is also a message's id.
 */
export function nextTs(world: World): string {
  const micros = Math.max(world.now() * 1_000, world.state.lastMicros + 1);
  world.state.lastMicros = micros;
  return toTs(micros);
}

/** @returns the timestamp of a moment in ms; not necessarily free */
export function tsOf(ms: number): string {
  return toTs(ms * 1_000);
}

function toTs(micros: number): string {
  const whole = Math.floor(micros);
  const seconds = Math.floor(whole / 1_000_000);
  return `${seconds}.${String(whole % 1_000_000).padStart(6, '0')}`;
}

import type { World } from '../world/world.ts';
import type { Method, Tier } from './method.ts';

const MINUTE = 60_000;
const PER_MINUTE: Record<Tier, number> = {
  1: 1,
  2: 20,
  3: 50,
  4: 100,
  post: 1_000,
  history: 50,
  special: 600,
};
/** chat.postMessage: about one a second and channel, and short bursts. */
const POST_BURST = 3;
const SECOND = 1_000;

/** How many objects a page of history holds in the `commercial` setting. */
export const COMMERCIAL_PAGE = 15;

/** @returns a function that tells how many seconds a call has to wait, or 0 when it may pass (and then counts it) */
export function createRateLimiter(world: World): (method: Method, args: Record<string, string>) => number {
  const calls = new Map<string, number[]>();

  const wait = (key: string, most: number, windowMs: number): number => {
    const now = world.now();
    const recent = (calls.get(key) ?? []).filter((at) => at > now - windowMs);
    calls.set(key, recent);
    const [oldest] = recent;
    if (recent.length >= most && oldest !== undefined)
      return Math.max(1, Math.ceil((oldest + windowMs - now) / 1_000));
    recent.push(now);
    return 0;
  };

  return (method, args) => {
    const { rateLimits } = world.limits;
    if (rateLimits === 'off') return 0;
    if (method.tier === 'post')
      return wait(`${method.name} ${args.channel}`, POST_BURST, POST_BURST * SECOND);
    if (method.tier === 'history' && rateLimits === 'commercial') return wait(method.name, 1, MINUTE);
    return wait(method.name, PER_MINUTE[method.tier], MINUTE);
  };
}

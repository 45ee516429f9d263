import type { World } from './world/world.ts';

/** Thrown by `until` when its time is over. The message shows the last calls of the Web API, to see why. */
export class UntilTimeoutError extends Error {
  override readonly name = 'UntilTimeoutError';
}

/**
 * Waits until `predicate` gives something truthy and resolves with it. The predicate is asked at once and after
 * each change of the sandbox, never on a timer.
 * @throws UntilTimeoutError after `timeoutMs`, and whatever the predicate throws
 */
export function until<T>(world: World, predicate: () => T, timeoutMs: number): Promise<NonNullable<T>> {
  const asked = new Error();
  return new Promise((resolve, reject) => {
    const ask = () => {
      try {
        const found = predicate();
        if (!found) return;
        resolve(found);
      } catch (error) {
        reject(error);
      }
      stop();
    };
    const timer = setTimeout(() => {
      stop();
      reject(
        new UntilTimeoutError(`Nothing satisfied ${predicate} within ${timeoutMs} ms. ${recent(world)}`, {
          cause: asked,
        }),
      );
    }, timeoutMs);
    const unwatch = world.onChange(ask);
    const stop = () => {
      clearTimeout(timer);
      unwatch();
    };
    ask();
  });
}

function recent(world: World): string {
  const calls = world.volatile.requests.slice(-8);
  if (calls.length === 0) return 'The app made no Web API call.';
  return `Last calls: ${calls.map((call) => `${call.method} → ${call.result}`).join(', ')}.`;
}

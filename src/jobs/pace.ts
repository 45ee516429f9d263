import { setTimeout } from 'node:timers/promises';

/** Lets things happen one after the other, with some time between them. */
export interface Pace {
  /** Resolves when it is the caller's turn, or when it is aborted. */
  turn(signal: AbortSignal): Promise<void>;
  /** Gives nobody a turn for some milliseconds. */
  pause(ms: number): void;
}

/** @param gapMs milliseconds between two turns */
export function createPace(gapMs: number): Pace {
  // By a clock that nobody moves: this is about how fast, not about when.
  let next = 0;
  return {
    turn: async (signal) => {
      const at = Math.max(next, performance.now());
      next = at + gapMs;
      await setTimeout(at - performance.now(), undefined, { signal }).catch(() => undefined);
    },
    pause: (ms) => {
      next = Math.max(next, performance.now() + ms);
    },
  };
}

/** A clock that stands still until a test moves it. */
export interface MovingClock {
  now(): number;
  /** Moves the clock on, in milliseconds. */
  pass(ms: number): void;
}

/** @returns a clock at noon of a day in 2026 */
export function movingClock(): MovingClock {
  let at = Date.UTC(2026, 10, 20, 12);
  return {
    now: () => at,
    pass(ms) {
      at += ms;
    },
  };
}

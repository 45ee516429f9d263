/** The one source of "now" for everything that people see or schedule. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back whenever the clock was moved by hand, until the returned function is called. A clock that only runs has none. */
  onMove?(listener: () => void): () => void;
}

/** A clock that can be moved forward by hand, for trying what is scheduled; from there it runs on. */
export interface MovableClock extends Clock {
  /** @param at milliseconds since 1970; a time that has passed is not gone back to */
  moveTo(at: number): void;
  onMove(listener: () => void): () => void;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that runs as another does until it is moved. */
export function movableClock(base: Clock): MovableClock {
  const listeners = new Set<() => void>();
  let ahead = 0;
  const now = (): number => base.now() + ahead;
  return {
    now,
    moveTo: (at) => {
      if (at <= now()) return;
      ahead += at - now();
      for (const listener of listeners) listener();
    },
    onMove: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const DAY_MS = 24 * 60 * 60 * 1000;

/** A day as YYYY-MM-DD, in UTC. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The one source of "now" for everything that people see or schedule. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A day as YYYY-MM-DD, in UTC. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

import type { Route, Standing } from './advisor/routes.ts';

/** What Slack sends us. */
export const ARRIVALS = ['event', 'command', 'action', 'shortcut', 'form'] as const;
export type Arrival = (typeof ARRIVALS)[number];

/** The stages of a turn, in their order; docs/operations.md says what each is. */
export const STAGES = ['open', 'hear', 'read', 'assess', 'summarise', 'write', 'post'] as const;
export type Stage = (typeof STAGES)[number];

/**
 * What can fail: something that arrived was not kept, what it asked for at once was not done, a case was not worked on, a
 * message or a digest not posted, somebody not told alone, a message of ours not taken from Slack, a token that ends not
 * renewed.
 */
export const FAILURES = [
  'arrival',
  'listener',
  'case',
  'message',
  'digest',
  'telling',
  'erasure',
  'token',
] as const;
export type Failure = (typeof FAILURES)[number];

/** Why, as far as an operator does something else about it. */
export const CAUSES = ['access', 'place', 'content', 'retries', 'other'] as const;
export type Cause = (typeof CAUSES)[number];

/**
 * Hears of what is done, for whoever counts it. Nothing that it is told names a person, a place or a case, or holds what
 * anybody wrote: there are few different things it can hear. Times are in seconds. It never throws.
 */
export interface Meter {
  /** What Slack sent was acknowledged, or left for Slack to send again, so long after it came. */
  arrived(kind: Arrival, outcome: 'acknowledged' | 'left', seconds: number): void;
  /** A turn was taken, and what it has to say was posted or is put off. */
  turn(seconds: number): void;
  stage(stage: Stage, seconds: number): void;
  /** A case was assessed, for the first time or anew. */
  verdict(route: Route, standing: Standing): void;
  /** The offline curator stood in for the model: a limit of the day is reached, or the model was of no use. */
  stoodIn(because: 'limit' | 'model'): void;
  failed(what: Failure, cause: Cause): void;
  /** What became of a digest that was due; it is late when it came half an hour after its time or more. */
  digest(outcome: 'sent' | 'quiet' | 'failed', late: boolean): void;
  /** So many Socket Mode connections of this process are open now. */
  sockets(open: number): void;
}

/** @returns how many seconds have passed since it was called, whenever the result is called */
export function stopwatch(): () => number {
  const began = performance.now();
  return () => (performance.now() - began) / 1_000;
}

/** Does one stage of a turn, and tells how long it took, also when it fails. */
export async function timed<T>(meter: Meter, stage: Stage, work: () => Promise<T>): Promise<T> {
  const seconds = stopwatch();
  try {
    return await work();
  } finally {
    meter.stage(stage, seconds());
  }
}

import { z } from 'zod';
import { FactValue } from './fact.ts';

const Values = z.record(z.string(), FactValue).default({});

/** How a step ended against its pass mark, as the person who did it says. */
export const Outcome = z.enum(['passed', 'failed', 'unclear']);
export type Outcome = z.infer<typeof Outcome>;

/** What an experiment's result tells of the situation: whenever it is done, by how it ended, and as a number. */
export const Shows = z.strictObject({
  done: Values,
  passed: Values,
  failed: Values,
  /** The number fact that it measures. */
  number: z.string().optional(),
});
export type Shows = z.infer<typeof Shows>;

/** What somebody reports of an experiment. */
export interface Report {
  outcome: Outcome;
  /** Undefined where nothing was counted that a fact could hold. */
  number: number | undefined;
}

/** The facts that a reported result gives, by key. */
export function factsShown(shows: Shows, { outcome, number }: Report): ReadonlyMap<string, FactValue> {
  const counted = shows.number !== undefined && number !== undefined ? { [shows.number]: number } : {};
  const ended = outcome === 'unclear' ? {} : shows[outcome];
  return new Map(Object.entries({ ...shows.done, ...ended, ...counted }));
}

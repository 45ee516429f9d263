import { z } from 'zod';
import { Route } from '../advisor/routes.ts';
import { Outcome } from '../advisor/shows.ts';

const By = {
  user: z.string(),
  /** When, in milliseconds since 1970. */
  at: z.number(),
};

/** What people change in a step; an empty owner or day takes it away. */
const StepFields = z.object({
  what: z.string(),
  measure: z.string(),
  pass: z.string(),
  owner: z.string(),
  due: z.string(),
});
export type StepFields = z.infer<typeof StepFields>;

/** A step as it was filled in, and which fields the person changed from what the form showed them. */
export const FilledStep = z.object({
  id: z.string(),
  fact: z.string().optional(),
  fields: StepFields,
  changed: z.array(StepFields.keyof()),
});
export type FilledStep = z.infer<typeof FilledStep>;

/** What people do about steps, decisions and the case as a file, as inbox rows. */
export const PlanBodies = [
  /** Steps were taken on, or changed. */
  z.object({ kind: z.literal('steps'), ...By, steps: z.array(FilledStep) }),
  z.object({ kind: z.literal('step-dropped'), ...By, step: z.string() }),
  /** A step was given to somebody else. */
  z.object({ kind: z.literal('step-reassigned'), ...By, step: z.string(), owner: z.string() }),
  /** A step was carried out. */
  z.object({
    kind: z.literal('step-done'),
    ...By,
    step: z.string(),
    outcome: Outcome,
    result: z.string(),
    number: z.number().optional(),
  }),
  z.object({
    kind: z.literal('decision'),
    ...By,
    route: Route.optional(),
    /** In their own words; empty where the route says it. */
    what: z.string(),
    why: z.string(),
    owner: z.string().optional(),
    lookAgain: z.string().optional(),
    /** The turn whose verdict they had before their eyes. */
    turn: z.number(),
  }),
  /** A decision was looked at again and found right; the day is when to look at it next. */
  z.object({ kind: z.literal('decision-kept'), ...By, decision: z.string(), lookAgain: z.string() }),
  z.object({ kind: z.literal('export'), ...By }),
] as const;

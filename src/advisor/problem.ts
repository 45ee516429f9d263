import { z } from 'zod';
import { Condition } from './condition.ts';
import { Route, Standing } from './routes.ts';

/** One route on a problem's ladder: when it applies and when the team has passed it. */
export const Rung = z.strictObject({
  route: Route,
  /** Without it the rung always applies. */
  applies: Condition.optional(),
  /** Without it the rung is never passed. */
  passed: Condition.optional(),
  /** Overrides the standing that the route's needs would give. */
  standing: Standing.optional(),
  sentence: z.string().trim().min(1),
  /** Facts on which it hangs here, to be asked for as if the route needed them. */
  ask: z.array(z.string()).default([]),
});
export type Rung = z.infer<typeof Rung>;

/** A kind of problem, looked for in the order of the file. It holds when `when` is yes and `unless` is not. */
export const Problem = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]*$/, 'use small letters and hyphens'),
  sentence: z.string().trim().min(1),
  when: Condition,
  unless: Condition.optional(),
  rungs: z.array(Rung).min(1),
});
export type Problem = z.infer<typeof Problem>;

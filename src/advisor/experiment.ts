import { z } from 'zod';
import type { Conditions } from './condition.ts';
import { holds, type Values } from './evaluate.ts';
import { errorBar } from './figures.ts';
import type { Experiment } from './guidance.ts';
import { fill, type Slots } from './wording.ts';

/** An experiment chosen for a situation, with its slots filled. */
export const ChosenExperiment = z.object({
  id: z.string(),
  effort: z.string(),
  do: z.string(),
  measure: z.string(),
  pass: z.string(),
  /** The error bar of the pass mark at this size, in points; only where the mark is a pass rate. */
  margin: z.number().optional(),
  /** Keys of the facts that it would bring to light. */
  finds: z.array(z.string()).default([]),
  cite: z.array(z.string()),
});
export type ChosenExperiment = z.infer<typeof ChosenExperiment>;

/**
 * The first experiment that fits the known facts and whose slots can be filled.
 * @throws RangeError when none does; a checked pack has one that always does
 */
export function chooseExperiment(
  experiments: readonly Experiment[],
  values: Values,
  slots: Slots,
  named: Conditions,
): ChosenExperiment {
  for (const experiment of experiments) {
    if (experiment.when && !holds(experiment.when, values, named)) continue;
    const filled = fillExperiment(experiment, slots);
    if (filled) return filled;
  }
  throw new RangeError('No experiment of the pack fits.');
}

function fillExperiment(experiment: Experiment, slots: Slots): ChosenExperiment | undefined {
  const { items, pass_share: share } = experiment;
  const margin = items && share ? Math.round(errorBar(share, items) * 100) : undefined;
  const own = new Map(slots);
  if (items && share && margin !== undefined) {
    own.set('items', String(items));
    // Rounded first: 50 × 0.9 is 45, not 45.00000000000001.
    own.set('pass_count', String(Math.ceil(Number((items * share).toFixed(6)))));
    own.set('pass_percent', String(Math.round(share * 100)));
    own.set('margin', String(margin));
  }
  const action = fill(experiment.do, own);
  const measure = fill(experiment.measure, own);
  const pass = fill(experiment.pass, own);
  const effort = fill(experiment.effort, own);
  if (!action || !measure || !pass || !effort) return undefined;
  return {
    id: experiment.id,
    effort,
    do: action,
    measure,
    pass,
    ...(margin === undefined ? {} : { margin }),
    finds: [...experiment.finds],
    cite: [...experiment.cite],
  };
}

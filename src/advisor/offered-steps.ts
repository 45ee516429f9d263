import type { Assessment } from './assessment.ts';
import { evaluate } from './evaluate.ts';
import { type ChosenExperiment, chooseExperiment } from './experiment.ts';
import { experimentId, findExperiment } from './experiments.ts';
import { gateOpen } from './gates.ts';
import type { Pack } from './pack.ts';
import type { Route } from './routes.ts';
import { FIRM, factOf, valuesOf } from './situation.ts';
import { slotsFor } from './slots.ts';
import { slotsIn } from './wording.ts';

/** An experiment of the pack that would make sense as a step now, with what the team said filled in. */
export interface OfferedStep {
  /** The experiment's name within the pack; a case has it as a step at most once. */
  id: string;
  route: Route;
  experiment: ChosenExperiment;
  /** The key of a fact with a quotation that it builds on; undefined where it builds on none. */
  fact: string | undefined;
}

/** So many are offered to choose from. */
const MOST_OFFERED = 8;

/**
 * Experiments worth doing now, in their order: that of the advice, those of the rungs that come next, and of what an
 * open fact would flip the advice to. Nothing behind a gate that is closed.
 * @param taken names of experiments that are not to be offered: the case has them already
 */
export function offeredSteps(
  assessment: Assessment,
  pack: Pack,
  taken: ReadonlySet<string> = new Set(),
): OfferedStep[] {
  const { situation, verdict, ladder, flips } = assessment;
  const values = valuesOf(situation);
  const firm = valuesOf(situation, FIRM);
  const slots = slotsFor(values, pack.vocabulary);
  const onward = [...ladder.next, ...flips.map(({ route }) => route)].filter(
    (route) => route !== 'ask-more' && route !== verdict.route && gateOpen(route, firm, pack),
  );
  const experimentFor = (route: Route): ChosenExperiment | undefined => {
    const guidance = pack.guidance.get(route);
    if (!guidance) return undefined;
    const left = guidance.experiments.filter(({ id }) => !taken.has(experimentId(route, id)));
    // Each route has one that always fits, but it may be taken already.
    if (!left.some(({ when }) => !when)) return undefined;
    return chooseExperiment(left, values, slots, pack.conditions);
  };
  return [verdict.route, ...new Set(onward)]
    .flatMap((route) => {
      const experiment = experimentFor(route);
      if (!experiment) return [];
      const id = experimentId(route, experiment.id);
      return [{ id, route, experiment, fact: factBehind(id, assessment, pack) }];
    })
    .slice(0, MOST_OFFERED);
}

/** A quoted fact that fills the experiment's slots, or else one that makes it fit. */
function factBehind(id: string, { situation }: Assessment, pack: Pack): string | undefined {
  const experiment = findExperiment(pack, id);
  if (!experiment) return undefined;
  const because = experiment.when
    ? evaluate(experiment.when, valuesOf(situation), pack.conditions).because
    : [];
  const filled = slotsIn(`${experiment.do} ${experiment.measure} ${experiment.pass}`);
  return [...filled, ...because].find((key) => factOf(situation, key)?.evidence.quote);
}

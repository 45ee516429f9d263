import { merge } from '../../../advisor/merge.ts';
import type { Pack } from '../../../advisor/pack.ts';
import type { Route } from '../../../advisor/routes.ts';
import { decide } from '../../../advisor/verdict.ts';
import type { EvalCase } from '../../eval-case.ts';
import { type Label, labelsInOurWords } from '../compare-facts.ts';
import { statementsOf } from '../compare-questions.ts';

/** A case whose labels say something in the pack's own words. */
export interface Situated {
  labelled: EvalCase;
  labels: readonly Label[];
}

/** Where a few facts lead, and whether a labeller would go there. */
export interface Led {
  route: Route;
  isStrict: boolean;
  isAcceptable: boolean;
}

/** The cases that facts can be taken from: in other words, or without labels, nothing can be lost. */
export const situated = (cases: readonly EvalCase[], { vocabulary }: Pack): Situated[] =>
  cases.flatMap((labelled) => {
    const labels = labelsInOurWords(labelled, vocabulary);
    return labels ? [{ labelled, labels }] : [];
  });

/** What the rules make of a case of which only these facts were read. */
export function leadOf(labelled: EvalCase, kept: readonly Label[], pack: Pack): Led {
  const { route, standing } = decide(merge(statementsOf(labelled, kept), pack.vocabulary), pack);
  const { expected_route: expected, acceptable_routes: acceptable, off_topic: offTopic } = labelled;
  return {
    route,
    isStrict: route === expected && (!offTopic || standing === 'out-of-scope'),
    isAcceptable: [expected, ...acceptable].includes(route),
  };
}

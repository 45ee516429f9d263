import { z } from 'zod';
import { FactValue } from '../advisor/fact.ts';
import type { Pack } from '../advisor/pack.ts';
import { Route } from '../advisor/routes.ts';
import type { ThreadAssessment } from '../cases/read-thread.ts';
import { flat, normalise } from '../text/normalise.ts';
import { countUngrounded } from './count-ungrounded.ts';
import { MessageFile } from './read-messages.ts';

/** A labelled situation. Other keys (why, missing, voice) are for people. */
export const EvalCase = MessageFile.extend({
  id: z.string(),
  expected_route: Route,
  acceptable_routes: z.array(Route),
  facts: z
    .array(z.object({ name: z.string(), value: FactValue.nullish(), quote: z.string().nullish() }))
    .default([]),
  adversarial: z.boolean().default(false),
  off_topic: z.boolean().default(false),
});
export type EvalCase = z.infer<typeof EvalCase>;

/** How one case came out. */
export interface CaseResult {
  id: string;
  route: Route;
  standing: string;
  decidedBy: string;
  problem: string;
  expected: Route;
  acceptable: Route[];
  /** The expected route; for a case that is not our subject, also the standing out-of-scope. */
  isStrict: boolean;
  isAcceptable: boolean;
  adversarial: boolean;
  offTopic: boolean;
  facts: { key: string; value: FactValue; state: string; quote: string }[];
  questions: string[];
  curator: string;
  /** Labelled quotations that overlap one of ours. */
  quotationsFound: number;
  quotationsLabelled: number;
  invalidQuotations: number;
  /** Sentences of a summary that rest on nothing: those that the model returned, and those that would be shown. */
  ungroundedSentences: { returned: number; shown: number };
  tokens: { input: number; cached: number; output: number };
  ms: number;
}

export function scoreCase(
  labelled: EvalCase,
  { assessment, reading, summary, rejectedSentences, usage }: ThreadAssessment,
  pack: Pack,
  ms: number,
): CaseResult {
  const { verdict, situation } = assessment;
  const thread = comparable(labelled.messages.map((message) => message.text).join('\n'));
  const ours = reading.statements.map((statement) => comparable(statement.evidence.quote));
  const labels = labelled.facts.flatMap((fact) => (fact.quote ? [comparable(fact.quote)] : []));
  const inScope = !labelled.off_topic || verdict.standing === 'out-of-scope';
  return {
    id: labelled.id,
    route: verdict.route,
    standing: verdict.standing,
    decidedBy: verdict.decidedBy,
    problem: verdict.problem,
    expected: labelled.expected_route,
    acceptable: labelled.acceptable_routes,
    isStrict: verdict.route === labelled.expected_route && inScope,
    isAcceptable: [labelled.expected_route, ...labelled.acceptable_routes].includes(verdict.route),
    adversarial: labelled.adversarial,
    offTopic: labelled.off_topic,
    facts: situation.facts.map(({ key, value, state, evidence }) => ({
      key,
      value,
      state,
      quote: evidence.quote,
    })),
    questions: assessment.questions.map((question) => question.fact),
    curator: reading.curator,
    quotationsFound: labels.filter((label) => ours.some((quote) => overlaps(label, quote, thread))).length,
    quotationsLabelled: labels.length,
    invalidQuotations: ours.filter((quote) => !thread.includes(quote)).length,
    ungroundedSentences: {
      returned: rejectedSentences,
      shown: countUngrounded(summary, labelled.messages, assessment, pack),
    },
    tokens: {
      input: usage.inputTokens,
      cached: usage.cachedTokens,
      output: usage.outputTokens,
    },
    ms,
  };
}

const comparable = (text: string): string => flat(normalise(text).text).toLowerCase();

/** Whether two quotations share at least a character of the thread they come from. */
function overlaps(a: string, b: string, thread: string): boolean {
  if (a.includes(b) || b.includes(a)) return true;
  const startA = thread.indexOf(a);
  const startB = thread.indexOf(b);
  return startA !== -1 && startB !== -1 && startA < startB + b.length && startB < startA + a.length;
}

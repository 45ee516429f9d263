import type { Pack } from '../../advisor/pack.ts';
import type { ThreadAssessment } from '../../cases/read-thread.ts';
import type { Observed } from '../../curator/llm/observed-chat.ts';
import { countUngrounded } from '../count-ungrounded.ts';
import type { CaseResult, EvalCase } from '../eval-case.ts';
import { compareFacts, labelsInOurWords } from './compare-facts.ts';
import { assessLabels, compareQuestions } from './compare-questions.ts';
import { comparable, overlaps } from './overlaps.ts';

/** Holds what the adviser made of a case against what its labellers expect. @param ms how long it took */
export function scoreCase(
  labelled: EvalCase,
  { assessment, reading, summary, rejectedSentences, usage }: ThreadAssessment,
  pack: Pack,
  { ms, repairs, unrecorded }: Observed & { ms: number },
): CaseResult {
  const { verdict, situation } = assessment;
  const thread = comparable(labelled.messages.map((message) => message.text).join('\n'));
  const ours = reading.statements.map((statement) => statement.evidence.quote);
  const quotations = labelled.facts.flatMap((fact) => (fact.quote ? [fact.quote] : []));
  const inScope = !labelled.off_topic || verdict.standing === 'out-of-scope';
  const questions = assessment.questions.map((question) => question.fact);
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
    questions,
    curator: reading.curator,
    fellBack: reading.stoodInBecause ?? null,
    repairs,
    quotationsFound: quotations.filter((label) => ours.some((quote) => overlaps(label, quote, thread)))
      .length,
    quotationsLabelled: quotations.length,
    invalidQuotations: ours.filter((quote) => !thread.includes(comparable(quote))).length,
    dropped: reading.dropped.map(({ why }) => why),
    ...againstLabels(labelled, situation, questions, pack, thread),
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
    unrecorded: [...unrecorded],
  };
}

function againstLabels(
  labelled: EvalCase,
  situation: ThreadAssessment['assessment']['situation'],
  questions: readonly string[],
  pack: Pack,
  thread: string,
): Pick<CaseResult, 'comparedFacts' | 'comparedQuestions' | 'routeFromLabels'> {
  const labels = labelsInOurWords(labelled, pack.vocabulary);
  if (!labels) return { comparedFacts: null, comparedQuestions: null, routeFromLabels: null };
  const fromLabels = assessLabels(labelled, labels, pack);
  return {
    comparedFacts: compareFacts(labels, situation, pack.vocabulary, thread),
    comparedQuestions: compareQuestions(labelled, questions, labels, fromLabels),
    routeFromLabels: fromLabels.verdict.route,
  };
}

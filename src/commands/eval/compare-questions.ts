import { z } from 'zod';
import { type Assessment, assess } from '../../advisor/assessment.ts';
import type { Statement } from '../../advisor/fact.ts';
import { merge } from '../../advisor/merge.ts';
import type { Pack } from '../../advisor/pack.ts';
import type { EvalCase } from '../eval-case.ts';
import { toMessages } from '../read-messages.ts';
import type { Label } from './compare-facts.ts';

/** As many questions of a case are looked at: nobody answers more. */
const MOST_QUESTIONS = 3;

/** What was asked, against what is worth asking; facts, the one that matters most first. */
export const ComparedQuestions = z.object({
  asked: z.array(z.string()),
  worth: z.array(z.string()),
  /** Asked, although a labeller found it in the messages. */
  alreadySaid: z.array(z.string()),
});
export type ComparedQuestions = z.infer<typeof ComparedQuestions>;

/**
 * @param labels what the labellers found in the messages
 * @param fromLabels what that leads to; the questions it leaves open are worth asking, unless the case itself says which
 * ones are
 */
export function compareQuestions(
  { worth_asking: worth }: EvalCase,
  asked: readonly string[],
  labels: readonly Label[],
  fromLabels: Assessment,
): ComparedQuestions {
  const first = asked.slice(0, MOST_QUESTIONS);
  const said = new Set(labels.map(({ key }) => key));
  for (const { key } of fromLabels.situation.conflicts) said.delete(key);
  return {
    asked: first,
    worth: worth ?? fromLabels.questions.slice(0, MOST_QUESTIONS).map(({ fact }) => fact),
    alreadySaid: first.filter((fact) => said.has(fact)),
  };
}

/** What the adviser says to a reader that finds exactly the labelled facts: the rules without the reading. */
export function assessLabels(labelled: EvalCase, labels: readonly Label[], pack: Pack): Assessment {
  return assess(merge(statementsOf(labelled, labels), pack.vocabulary), pack);
}

/** Labels as if a reader had found them in the messages. */
export function statementsOf(labelled: EvalCase, labels: readonly Label[]): Statement[] {
  const messages = toMessages(labelled);
  return labels.map(({ key, value, quote, message }) => {
    const { author = '', at = 0, id = '0' } = messages[message] ?? {};
    return { key, value, state: 'stated', evidence: { quote, author, at, message: id } };
  });
}

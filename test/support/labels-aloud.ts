import type { EvalCase } from '../../src/commands/eval-case.ts';
import { asksForSummary, type Call, type LlmAnswer } from './llm-server.ts';

/**
 * A stand-in for a model that reads exactly what the labellers of a situation found, proposes nothing, and sums up with
 * a sentence that rests on nothing. It tells what verification and rules make of that, and nothing about any model.
 */
export const labelsAloud =
  (cases: readonly EvalCase[]) =>
  (call: Call): LlmAnswer => {
    if (asksForSummary(call)) return { say: { sentences: [{ text: UNGROUNDED, cites: ['f1'] }] } };
    const asked = call.messages[1]?.content ?? '';
    const labelled = cases.find(({ messages }) => asked.includes(beginningOf(messages[0]?.text ?? '')));
    const facts = (labelled?.facts ?? []).flatMap(({ name, value, quote, message }) =>
      value == null || !quote
        ? []
        : [{ key: name, value: String(value), quote, message: `m${(message ?? 0) + 1}` }],
    );
    return { say: { facts, asks: [], route: 'none', rests_on: [] } };
  };

const UNGROUNDED = 'Rent 9,000 accelerators and train on everything at once.';

/** Enough of a message to know it by, in the form in which a call holds it. */
const beginningOf = (text: string): string => JSON.stringify(text.slice(0, 40)).slice(1, -1);

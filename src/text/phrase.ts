import { type Opening, openingOf } from './phrase-opening.ts';
import { GAP_GROUP, patternOf, SCORE_GROUP } from './phrase-pattern.ts';
import { parsePhrase } from './phrase-syntax.ts';
import { candidates, type Searchable } from './searchable.ts';
import type { Span } from './sentences.ts';

/** Where a phrase was found, where its number and its scores stand, if it has any, and what filled its gaps. */
export interface PhraseMatch extends Span {
  number?: Span;
  gaps: readonly Span[];
  /** In the order of the text. */
  scores: readonly Span[];
}

/** A compiled phrase. */
export interface Phrase {
  source: string;
  /** How it can begin. */
  opening: Opening;
  /**
   * All places where it stands, without overlaps; with `within`, those inside that stretch, which begins and ends at
   * borders of words.
   */
  find(text: Searchable, within?: Span): PhraseMatch[];
  /** Whether it stands anywhere in the text, or in that stretch of it. */
  standsIn(text: Searchable, within?: Span): boolean;
  /** Whether the text has a word with which it can begin; true where that is not known. */
  mayStandIn(text: Searchable): boolean;
  /** All places where it stands, looked for once in each text; with `sentence`, those in that sentence. */
  places(text: Searchable, sentence?: Span): readonly PhraseMatch[];
}

/** No word begins within another, not behind the signs that words have inside either: "it's", "v3.1", "recall@10". */
export const WORD_BEGINS = "(?<![\\p{L}\\p{N}]['.@&]?)";
/** "Customer" stands in "customer's" too. */
export const WORD_ENDS = '(?![\\p{L}\\p{N}])';

/** Compiles a phrase; `parsePhrase` tells how it is written. @throws SyntaxError that says what is wrong with it */
export function compilePhrase(source: string, words: ReadonlyMap<string, string>): Phrase {
  const node = parsePhrase(source, words);
  const opening = openingOf(node);
  // Most phrases never meet a text in which they could begin; building their expressions would slow every start.
  let expression: RegExp | undefined;
  const built = (): RegExp => {
    expression ??= new RegExp(`${WORD_BEGINS}${patternOf(node)}${WORD_ENDS}`, 'duy');
    return expression;
  };

  function* matches(text: Searchable, within?: Span): Generator<PhraseMatch> {
    const end = within?.end ?? text.text.length;
    const haystack = end === text.text.length ? text.text : text.text.slice(0, end);
    let from = within?.start ?? 0;
    for (const place of candidates(text, opening, from, end)) {
      if (place < from) continue;
      built().lastIndex = place;
      const match = built().exec(haystack);
      if (!match) continue;
      yield toMatch(match);
      from = match.index + match[0].length;
    }
  }

  function everywhere(text: Searchable): readonly PhraseMatch[] {
    const before = text.found.get(node);
    if (before) return before;
    const all = [...matches(text)];
    text.found.set(node, all);
    return all;
  }

  return {
    source,
    opening,
    find: (text, within) => [...matches(text, within)],
    standsIn: (text, within) => !matches(text, within).next().done,
    mayStandIn: () => true,
    places: (text, sentence) => {
      const all = everywhere(text);
      // No phrase reaches over the border of a sentence, so those of a sentence are some of those of the text.
      return sentence && all.length > 0
        ? all.filter(({ start, end }) => sentence.start <= start && end <= sentence.end)
        : all;
    },
  };
}

function toMatch(match: RegExpExecArray): PhraseMatch {
  const groups = Object.entries(match.indices?.groups ?? {});
  const called = (prefix: string): Span[] =>
    groups.flatMap(([name, place]) =>
      name.startsWith(prefix) && place && place[0] < place[1] ? [{ start: place[0], end: place[1] }] : [],
    );
  const number = match.indices?.groups?.number;
  return {
    start: match.index,
    end: match.index + match[0].length,
    gaps: called(GAP_GROUP),
    scores: called(SCORE_GROUP).sort((a, b) => a.start - b.start),
    ...(number ? { number: { start: number[0], end: number[1] } } : {}),
  };
}

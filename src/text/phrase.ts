import { laterOpeningsOf, type Opening, openingOf } from './phrase-opening.ts';
import { GAP_GROUP, patternOf } from './phrase-pattern.ts';
import { parsePhrase } from './phrase-syntax.ts';
import { candidates, lowerBound, SENTENCE_BORDER, type Searchable } from './searchable.ts';
import type { Span } from './sentences.ts';

/** Where a phrase was found, where its number stands, if it has one, and what filled its gaps. */
export interface PhraseMatch extends Span {
  number?: Span;
  gaps: readonly Span[];
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
}

/** No word begins within another, not behind the signs that words have inside either: "it's", "v3.1", "recall@10". */
export const WORD_BEGINS = "(?<![\\p{L}\\p{N}]['.@&]?)";
/** "Customer" stands in "customer's" too. */
export const WORD_ENDS = '(?![\\p{L}\\p{N}])';

const compiled = new WeakMap<ReadonlyMap<string, string>, Map<string, Phrase>>();

/**
 * Compiles a phrase; `parsePhrase` tells how it is written. Many cues share one, such as "near: $finder": it is compiled
 * once. @throws SyntaxError that says what is wrong with it
 */
export function compilePhrase(source: string, words: ReadonlyMap<string, string>): Phrase {
  const known = compiled.get(words) ?? new Map<string, Phrase>();
  compiled.set(words, known);
  const phrase = known.get(source) ?? compile(source, words);
  known.set(source, phrase);
  return phrase;
}

function compile(source: string, words: ReadonlyMap<string, string>): Phrase {
  const node = parsePhrase(source, words);
  const opening = openingOf(node);
  // Most phrases never meet a text in which they could begin; building their expressions would slow every start.
  let expression: RegExp | undefined;
  const built = (): RegExp => {
    expression ??= new RegExp(`${WORD_BEGINS}${patternOf(node)}${WORD_ENDS}`, 'duy');
    return expression;
  };

  const needed = laterOpeningsOf(node);

  /** Whether all that must follow an opening follows this one, before its sentence ends. */
  function canGoOn(text: Searchable, later: readonly (readonly number[])[], place: number): boolean {
    if (later.length === 0) return true;
    const border = text.text.indexOf(SENTENCE_BORDER, place);
    return later.every((places) => {
      const next = places[lowerBound(places, place + 1)];
      return next !== undefined && (border === -1 || next < border);
    });
  }

  function* matches(text: Searchable, within?: Span): Generator<PhraseMatch> {
    const end = within?.end ?? text.text.length;
    const haystack = end === text.text.length ? text.text : text.text.slice(0, end);
    let from = within?.start ?? 0;
    const places = candidates(text, opening, from, end);
    if (places.length === 0) return;
    const later = needed.map((part) => candidates(text, part, from, end));
    for (const place of places) {
      if (place < from || !canGoOn(text, later, place)) continue;
      built().lastIndex = place;
      const match = built().exec(haystack);
      if (!match) continue;
      yield toMatch(match);
      from = match.index + match[0].length;
    }
  }

  const anywhere = new WeakMap<Searchable, boolean>();
  const standsAnywhere = (text: Searchable): boolean => {
    const known = anywhere.get(text);
    if (known !== undefined) return known;
    const stands = !matches(text).next().done;
    anywhere.set(text, stands);
    return stands;
  };

  return {
    source,
    opening,
    find: (text, within) => [...matches(text, within)],
    standsIn: (text, within) => (within ? !matches(text, within).next().done : standsAnywhere(text)),
  };
}

function toMatch(match: RegExpExecArray): PhraseMatch {
  const groups = Object.entries(match.indices?.groups ?? {});
  const filled = groups.filter(([name, place]) => name.startsWith(GAP_GROUP) && place && place[0] < place[1]);
  const number = match.indices?.groups?.number;
  return {
    start: match.index,
    end: match.index + match[0].length,
    gaps: filled.map(([, [start, end]]) => ({ start, end })),
    ...(number ? { number: { start: number[0], end: number[1] } } : {}),
  };
}

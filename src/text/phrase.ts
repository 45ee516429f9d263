import { LETTER } from './character-kinds.ts';
import { type BookedOpening, createOpeningBook, type OpeningBook } from './opening-book.ts';
import { type Attempt, matcherOf, type Step } from './phrase-matcher.ts';
import { laterPartsOf, openingOf } from './phrase-opening.ts';
import { parsePhrase } from './phrase-syntax.ts';
import { beginnings, lowerBound, SENTENCE_BORDER, type Searchable } from './searchable.ts';
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
  /** How it begins; phrases that begin alike have the same. */
  beginning: BookedOpening;
  /**
   * All places where it stands, without overlaps; with `within`, those inside that stretch, which begins and ends at
   * borders of words.
   */
  find(text: Searchable, within?: Span): readonly PhraseMatch[];
  /** Whether it stands anywhere in the text, or in that stretch of it. */
  standsIn(text: Searchable, within?: Span): boolean;
  /** Whether the text has words for all its parts; without them it need not be looked for. */
  mayStandIn(text: Searchable): boolean;
}

interface Book {
  phrases: Map<string, Phrase>;
  openings: OpeningBook;
}

const books = new WeakMap<ReadonlyMap<string, string>, Book>();

/**
 * Compiles a phrase; `parsePhrase` tells how it is written. Many cues share one, such as "near: $finder": it is compiled
 * once. @throws SyntaxError that says what is wrong with it
 */
export function compilePhrase(source: string, words: ReadonlyMap<string, string>): Phrase {
  const book = books.get(words) ?? { phrases: new Map<string, Phrase>(), openings: createOpeningBook() };
  books.set(words, book);
  const phrase = book.phrases.get(source) ?? compile(source, words, book.openings);
  book.phrases.set(source, phrase);
  return phrase;
}

const NOWHERE: readonly PhraseMatch[] = [];

function compile(source: string, words: ReadonlyMap<string, string>, book: OpeningBook): Phrase {
  const node = parsePhrase(source, words);
  const first = book.enter(openingOf(node));
  const needed = laterPartsOf(node).map(({ opening, within }) => ({ ...book.enter(opening), within }));
  // Most phrases never meet a text in which they could stand; making all of them ready would slow every start.
  let matcher: Step | undefined;
  const tryAt = (attempt: Attempt, place: number): number => {
    matcher ??= matcherOf(node);
    return matcher(attempt, place);
  };

  const mayStandIn = (text: Searchable): boolean =>
    first.mayStandIn(text) && needed.every((part) => part.mayStandIn(text));

  /** Whether all that must follow an opening follows this one, in its order, before its sentence or the stretch ends. */
  function canGoOn(
    text: Searchable,
    later: readonly (readonly number[])[],
    from: number,
    end: number,
  ): boolean {
    if (later.length === 0) return true;
    const border = text.text.indexOf(SENTENCE_BORDER, from);
    const last = border === -1 ? end : Math.min(border, end);
    const words = text.wordsUpTo;
    const wordsBefore = words[from] ?? 0;
    let place = from;
    for (const [at, places] of later.entries()) {
      const next = places[lowerBound(places, place + 1)];
      if (next === undefined || next >= last) return false;
      if ((words[next] ?? 0) - wordsBefore > (needed[at]?.within ?? 0) + 1) return false;
      place = next;
    }
    return true;
  }

  /** @param most so many are enough */
  function matches(
    text: Searchable,
    start: number,
    end: number,
    most = Number.POSITIVE_INFINITY,
  ): PhraseMatch[] {
    const places = beginnings(text, first.opening);
    const found: PhraseMatch[] = [];
    const reach = end === text.text.length ? text.text : text.text.slice(0, end);
    let later: readonly (readonly number[])[] | undefined;
    let from = start;
    for (let at = lowerBound(places, start); at < places.length && found.length < most; at++) {
      const place = places[at] ?? end;
      if (place >= end) break;
      if (place < from || !wordBegins(text, place)) continue;
      later ??= needed.map(({ opening }) => beginnings(text, opening));
      if (!canGoOn(text, later, place, end)) continue;
      const attempt: Attempt = { text, reach, number: undefined, gaps: [], scores: [] };
      const last = tryAt(attempt, place);
      if (last < 0) continue;
      found.push(toMatch(place, last, attempt));
      from = last;
    }
    return found;
  }

  function everywhere(text: Searchable): readonly PhraseMatch[] {
    const before = text.found.get(phrase);
    if (before) return before;
    const all = matches(text, 0, text.text.length);
    text.found.set(phrase, all);
    return all;
  }

  const phrase: Phrase = {
    source,
    beginning: first,
    find(text, within) {
      if (!mayStandIn(text)) return NOWHERE;
      if (!within) return everywhere(text);
      if (!isBordered(text, within)) return matches(text, within.start, within.end);
      // No phrase reaches over the border of a sentence, so those of a sentence are some of those of the text.
      return everywhere(text).filter(({ start, end }) => within.start <= start && end <= within.end);
    },
    standsIn(text, within) {
      if (!mayStandIn(text)) return false;
      if (!within) return everywhere(text).length > 0;
      if (!isBordered(text, within)) return matches(text, within.start, within.end, 1).length > 0;
      return everywhere(text).some(({ start, end }) => within.start <= start && end <= within.end);
    },
    mayStandIn,
  };
  return phrase;
}

/** Whether nothing can be found over the ends of a stretch: it is a sentence, or several. */
const isBordered = ({ text }: Searchable, { start, end }: Span): boolean =>
  (start === 0 || text[start - 1] === SENTENCE_BORDER) &&
  (end === text.length || text[end] === SENTENCE_BORDER);

const toMatch = (start: number, end: number, { number, gaps, scores }: Attempt): PhraseMatch => ({
  start,
  end,
  gaps,
  scores,
  ...(number ? { number } : {}),
});

/** No word begins within another, not behind the signs that words have inside either: "it's", "v3.1", "recall@10". */
function wordBegins({ text, kinds }: Searchable, place: number): boolean {
  const isLetter = (at: number): boolean => ((kinds[at] ?? 0) & LETTER) !== 0;
  if (isLetter(place - 1)) return false;
  return !("'.@&".includes(text.charAt(place - 1) || ' ') && isLetter(place - 2));
}

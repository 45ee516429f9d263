import { LETTER } from './character-kinds.ts';
import { createOpeningBook, type Marks, type OpeningBook, sentencesWith } from './opening-book.ts';
import { type Attempt, matcherOf, type Step } from './phrase-matcher.ts';
import { type Opening, openingsOf, rarest } from './phrase-opening.ts';
import { type PhraseNode, parsePhrase, wordingsOf } from './phrase-syntax.ts';
import { beginnings, SENTENCE_BORDER, type Searchable } from './searchable.ts';
import { ANY_SENTENCE, mayHold, NO_SENTENCE, onlySentence, type SentenceSet } from './sentence-set.ts';
import type { Span } from './sentences.ts';
import { firstIndex, lowerBound } from './sorted.ts';

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
  /**
   * All places where it stands, without overlaps; with `within`, those inside that stretch, which begins and ends at
   * borders of words.
   */
  find(text: Searchable, within?: Span): readonly PhraseMatch[];
  /** Whether it stands anywhere in the text, or in that stretch of it. */
  standsIn(text: Searchable, within?: Span): boolean;
  /** For an index of many phrases: its wordings, each by the numbers of its parts. */
  wordings(): readonly { needed: readonly number[]; rarest: number }[];
  /** @returns which of these parts the text has words for */
  marks(text: Searchable): Marks;
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

/** One of the wordings of a phrase: how it begins, and the numbers of all its parts that a text must have words for. */
export interface Wording {
  opening: Opening;
  needed: readonly number[];
  rarest: number;
  step(): Step;
}

/** A wording, and the sentences that have words for it. */
export interface Possible {
  wording: Wording;
  sentences: SentenceSet;
}

function wordingOf(parts: readonly PhraseNode[], whole: PhraseNode, book: OpeningBook): Wording {
  const openings = openingsOf(parts);
  // Most wordings never meet a text in which they could stand; making all of them ready would slow every start.
  let step: Step | undefined;
  return {
    opening: openings[0],
    needed: openings.map((opening) => book.enter(opening)),
    rarest: book.enter(rarest(openings)),
    step() {
      step ??= matcherOf(parts, whole);
      return step;
    },
  };
}

function compile(source: string, words: ReadonlyMap<string, string>, book: OpeningBook): Phrase {
  const node = parsePhrase(source, words);
  // Most phrases refine a cue that hardly ever stands anywhere; making them ready would slow every start.
  let made: readonly Wording[] | undefined;
  const wordings = (): readonly Wording[] => {
    made ??= wordingsOf(node).map((parts) => wordingOf(parts, node, book));
    return made;
  };

  /** The wordings that some sentence has words for: few, and of most phrases none. */
  function possible(text: Searchable): readonly Possible[] {
    const before = text.possible.get(phrase);
    if (before) return before;
    const sought = wordings();
    const marks = book.marks(text);
    const found = sought.flatMap((wording) => {
      const sentences = sentencesWith(wording.needed, marks);
      return sentences === NO_SENTENCE ? [] : [{ wording, sentences }];
    });
    text.possible.set(phrase, found);
    return found;
  }

  /** @param most so many are enough */
  function matches(
    text: Searchable,
    start: number,
    end: number,
    most = Number.POSITIVE_INFINITY,
  ): readonly PhraseMatch[] {
    const among = sentencesBetween(text, start, end);
    let sentences = NO_SENTENCE;
    const tried: Wording[] = [];
    for (const { wording, sentences: own } of possible(text)) {
      if ((own & among) === NO_SENTENCE) continue;
      tried.push(wording);
      sentences |= own & among;
    }
    if (tried.length === 0) return NOWHERE;
    const steps = tried.map(({ step }) => step());
    const found: PhraseMatch[] = [];
    const reach = end === text.text.length ? text.text : text.text.slice(0, end);
    const attempt: Attempt = { text, reach, number: undefined, gaps: [], scores: [] };
    let from = start;
    for (const place of placesOf(text, tried, { start, end })) {
      if (found.length === most) break;
      if (place < from || !mayHold(sentences, text.sentenceAt[place] ?? 0) || !wordBegins(text, place))
        continue;
      const last = firstEnd(steps, attempt, place);
      if (last < 0) continue;
      found.push(taken(attempt, place, last));
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
    find(text, within) {
      if (!within) return everywhere(text);
      if (!isBordered(text, within)) return matches(text, within.start, within.end);
      // No phrase reaches over the border of a sentence, so those of a sentence are some of those of the text.
      return inside(everywhere(text), within);
    },
    standsIn(text, within) {
      if (!within) return everywhere(text).length > 0;
      if (!isBordered(text, within)) return matches(text, within.start, within.end, 1).length > 0;
      return inside(everywhere(text), within).length > 0;
    },
    wordings,
    marks: (text) => book.marks(text),
  };
  return phrase;
}

/** The sentences of a stretch. */
const sentencesBetween = ({ sentenceAt }: Searchable, start: number, end: number): SentenceSet =>
  sentenceAt[start] === sentenceAt[end - 1] ? onlySentence(sentenceAt[start] ?? 0) : ANY_SENTENCE;

/** Where within a stretch one of these wordings could stand, in the order of the text. */
function placesOf(text: Searchable, wordings: readonly Wording[], { start, end }: Span): readonly number[] {
  const within = wordings.flatMap(({ opening }) => {
    const places = beginnings(text, opening);
    return places.slice(lowerBound(places, start), lowerBound(places, end));
  });
  return wordings.length === 1 ? within : [...new Set(within)].sort((a, b) => a - b);
}

function firstEnd(steps: readonly Step[], attempt: Attempt, place: number): number {
  for (const step of steps) {
    const end = step(attempt, place);
    if (end >= 0) return end;
  }
  return -1;
}

/** Those of some matches, which are in the order of the text, that lie within a stretch. */
function inside(matches: readonly PhraseMatch[], { start, end }: Span): readonly PhraseMatch[] {
  const first = firstIndex(matches, (match) => match.start >= start);
  const after = firstIndex(matches, (match) => match.end > end);
  return first < after ? matches.slice(first, after) : NOWHERE;
}

/** Whether nothing can be found over the ends of a stretch: it is a sentence, or several. */
const isBordered = ({ text }: Searchable, { start, end }: Span): boolean =>
  (start === 0 || text[start - 1] === SENTENCE_BORDER) &&
  (end === text.length || text[end] === SENTENCE_BORDER);

/** Takes out of an attempt what it found, so that it can be used for the next. */
function taken(attempt: Attempt, start: number, end: number): PhraseMatch {
  const { number, gaps, scores } = attempt;
  attempt.number = undefined;
  attempt.gaps = [];
  attempt.scores = [];
  return { start, end, gaps, scores, ...(number ? { number } : {}) };
}

/** No word begins within another, not behind the signs that words have inside either: "it's", "v3.1", "recall@10". */
function wordBegins({ text, kinds }: Searchable, place: number): boolean {
  const isLetter = (at: number): boolean => ((kinds[at] ?? 0) & LETTER) !== 0;
  if (isLetter(place - 1)) return false;
  return !("'.@&".includes(text.charAt(place - 1) || ' ') && isLetter(place - 2));
}

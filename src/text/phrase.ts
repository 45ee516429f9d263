import { LETTER } from './character-kinds.ts';
import { createOpeningBook, type Marks, type OpeningBook } from './opening-book.ts';
import { type Attempt, endAt } from './phrase-matcher.ts';
import { type PhraseNode, parsePhrase, wordingsOf } from './phrase-syntax.ts';
import { SENTENCE_BORDER, type Searchable } from './searchable.ts';
import { ANY_SENTENCE, NO_SENTENCE, onlySentence, type SentenceSet } from './sentence-set.ts';
import type { Span } from './sentences.ts';
import { firstIndex, firstPlace } from './sorted.ts';
import {
  needsOf,
  type Possible,
  sentencesInReach,
  sentencesWithAll,
  type Wording,
  wordingOf,
} from './wording.ts';

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
  /** For an index of many phrases: the wordings that it is a choice of. */
  wordings(): readonly Wording[];
  /** Tells the phrase which of its wordings some sentence of a text has words for. */
  mayStand(text: Searchable, wordings: readonly Possible[]): void;
  /** @returns which of the parts of phrases compiled with the same words this text has words for */
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

const NOT_POSSIBLE: readonly Possible[] = [];

function compile(source: string, words: ReadonlyMap<string, string>, book: OpeningBook): Phrase {
  const node = parsePhrase(source, words);
  // Most phrases refine a cue that hardly ever stands anywhere; making them ready would slow every start.
  let made: readonly Wording[] | undefined;
  let needs: Int32Array | undefined;
  const wordings = (): readonly Wording[] => {
    made ??= wordingsOf(node).map((parts) => wordingOf(parts, node, book));
    return made;
  };
  const readsNumbers = hasNumber(node);

  /** The text that was looked at last, by its number, and what was found out about it. */
  let serial = 0;
  let possibleThere: readonly Possible[] | undefined;
  let foundThere: readonly PhraseMatch[] | undefined;

  function turnTo(text: Searchable): void {
    if (serial === text.serial) return;
    serial = text.serial;
    possibleThere = undefined;
    foundThere = undefined;
  }

  /** The wordings that some sentence has words for: few, and of most phrases none. */
  function possible(text: Searchable): readonly Possible[] {
    turnTo(text);
    if (possibleThere) return possibleThere;
    const sought = wordings();
    needs ??= needsOf(sought);
    possibleThere = possibleIn(text, sought, needs, book.marks(text));
    return possibleThere;
  }

  function everywhere(text: Searchable): readonly PhraseMatch[] {
    turnTo(text);
    foundThere ??= matches(text, 0, text.text.length);
    return foundThere;
  }

  /** @param most so many are enough */
  function matches(
    text: Searchable,
    start: number,
    end: number,
    most = Number.POSITIVE_INFINITY,
  ): readonly PhraseMatch[] {
    const all = possible(text);
    return all.length === 0 ? NOWHERE : matchesOf(all, book.marks(text), text, { start, end }, most);
  }

  /** Whether nothing of it can stand within a stretch, because nothing of it does in the whole text. */
  const isNowhere = (text: Searchable, within: Span): boolean =>
    possible(text).length === 0 ||
    // Where a number ends depends on what follows it, which a stretch may cut off.
    (!readsNumbers && !everywhere(text).some(({ start, end }) => start < within.end && within.start < end));

  const phrase: Phrase = {
    source,
    find(text, within) {
      if (!within) return everywhere(text);
      // No phrase reaches over the border of a sentence, so those of a sentence are some of those of the text.
      if (isBordered(text, within)) return inside(everywhere(text), within);
      return isNowhere(text, within) ? NOWHERE : matches(text, within.start, within.end);
    },
    standsIn(text, within) {
      if (!within) return everywhere(text).length > 0;
      if (isBordered(text, within)) return inside(everywhere(text), within).length > 0;
      return !isNowhere(text, within) && matches(text, within.start, within.end, 1).length > 0;
    },
    wordings,
    mayStand(text, wordings) {
      turnTo(text);
      possibleThere = wordings;
    },
    marks: (text) => book.marks(text),
  };
  return phrase;
}

function possibleIn(
  text: Searchable,
  wordings: readonly Wording[],
  needs: Int32Array,
  marks: Marks,
): readonly Possible[] {
  let found: Possible[] | undefined;
  let at = 0;
  for (let number = 0; number < wordings.length; number++) {
    const next = at + 1 + (needs[at] ?? 0);
    const among = sentencesWithAll(needs, at + 1, next, marks, ANY_SENTENCE);
    at = next;
    const wording = among === NO_SENTENCE ? undefined : wordings[number];
    const sentences = wording ? sentencesInReach(wording, marks, text, among) : NO_SENTENCE;
    if (!wording || sentences === NO_SENTENCE) continue;
    found ??= [];
    found.push({ wording, sentences });
  }
  return found ?? NOT_POSSIBLE;
}

/** Of each wording that is tried, which of its places comes next; used again for every phrase. */
let cursors = new Int32Array(64);

/** Where one of some wordings stands within a stretch: at each place the first of them that does. */
function matchesOf(
  wordings: readonly Possible[],
  marks: Marks,
  text: Searchable,
  { start, end }: Span,
  most: number,
): readonly PhraseMatch[] {
  const among = sentencesBetween(text, start, end);
  if (cursors.length < wordings.length) cursors = new Int32Array(2 * wordings.length);
  for (let each = 0; each < wordings.length; each++) {
    const opening = wordings[each]?.wording.opening ?? 0;
    const from = marks.placesOf(opening);
    cursors[each] = start === 0 ? from : firstPlace(marks.places, from, marks.endOf(opening), start);
  }
  const { places } = marks;
  let attempt: Attempt | undefined;
  let found: PhraseMatch[] | undefined;
  let free = start;
  for (;;) {
    let place = end;
    for (let each = 0; each < wordings.length; each++) {
      const cursor = cursors[each] ?? 0;
      if (cursor < marks.endOf(wordings[each]?.wording.opening ?? 0))
        place = Math.min(place, places[cursor] ?? end);
    }
    if (place === end) return found ?? NOWHERE;
    const sentence = onlySentence(text.sentenceAt[place] ?? 0) & among;
    const isFree = place >= free && sentence !== NO_SENTENCE && wordBegins(text, place);
    let last = -1;
    for (let each = 0; each < wordings.length; each++) {
      const tried = wordings[each];
      const cursor = cursors[each] ?? 0;
      if (!tried || places[cursor] !== place || cursor >= marks.endOf(tried.wording.opening)) continue;
      cursors[each] = cursor + 1;
      if (!isFree || last >= 0 || (tried.sentences & sentence) === NO_SENTENCE) continue;
      attempt ??= attemptIn(text, marks, end);
      last = endAt(tried.wording.program(), attempt, place);
    }
    if (last < 0 || !attempt) continue;
    found ??= [];
    found.push(taken(attempt, place, last));
    if (found.length === most) return found;
    free = last;
  }
}

/** Whether a part reads a number in any notation. */
function hasNumber(node: PhraseNode): boolean {
  if (node.kind === 'choice') return node.branches.some((branch) => branch.some(hasNumber));
  return node.kind === 'number' || node.kind === 'score' || node.kind === 'ratio';
}

/** The sentences of a stretch. */
const sentencesBetween = ({ sentenceAt }: Searchable, start: number, end: number): SentenceSet =>
  sentenceAt[start] === sentenceAt[end - 1] ? onlySentence(sentenceAt[start] ?? 0) : ANY_SENTENCE;

const attemptIn = (text: Searchable, marks: Marks, end: number): Attempt => ({
  text,
  marks,
  reach: end === text.text.length ? text.text : text.text.slice(0, end),
  number: undefined,
  gaps: [],
  scores: [],
});

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
  if (place === 0) return true;
  if (isLetter(place - 1)) return false;
  return place === 1 || !isLetter(place - 2) || !"'.@&".includes(text.charAt(place - 1));
}

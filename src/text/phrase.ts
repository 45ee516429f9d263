import { createOpeningBook, type Marks, type OpeningBook } from './opening-book.ts';
import { NO_MATCHES, type PhraseMatch, search } from './phrase-search.ts';
import { DIGITS, type PhraseNode, parsePhrase, wordingsOf } from './phrase-syntax.ts';
import { SENTENCE_BORDER, type Searchable } from './searchable.ts';
import type { Span } from './sentences.ts';
import { firstIndex } from './sorted.ts';
import { needsOf, type Possible, possibleIn, type Wording, wordingOf } from './wording.ts';

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

function compile(source: string, words: ReadonlyMap<string, string>, book: OpeningBook): Phrase {
  const node = parsePhrase(source, words);
  // Most phrases refine a cue that hardly ever stands anywhere; making them ready would slow every start.
  let made: readonly Wording[] | undefined;
  let needs: Int32Array | undefined;
  const wordings = (): readonly Wording[] => {
    made ??= wordingsOf(node).map((parts) => wordingOf(parts, node, book));
    return made;
  };
  const isCutShort = looksAhead(node);

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
    return all.length === 0 ? NO_MATCHES : search(all, book.marks(text), text, { start, end }, most);
  }

  /** Whether nothing of it can stand within a stretch, because nothing of it does in the whole text. */
  const isNowhere = (text: Searchable, within: Span): boolean =>
    possible(text).length === 0 ||
    // What follows may be cut off by a stretch.
    (!isCutShort && !everywhere(text).some(({ start, end }) => start < within.end && within.start < end));

  const phrase: Phrase = {
    source,
    find(text, within) {
      if (!within) return everywhere(text);
      // No phrase reaches over the border of a sentence, so those of a sentence are some of those of the text.
      if (isBordered(text, within)) return inside(everywhere(text), within);
      return isNowhere(text, within) ? NO_MATCHES : matches(text, within.start, within.end);
    },
    standsIn(text, within) {
      if (!within) return everywhere(text).length > 0;
      if (isBordered(text, within)) return inside(everywhere(text), within) !== NO_MATCHES;
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

/** Whether what follows a part tells whether it stands there, and where it ends: a number in any notation, or a sign. */
function looksAhead(node: PhraseNode): boolean {
  if (node.kind === 'choice') return node.branches.some((branch) => branch.some(looksAhead));
  if (node.kind === 'word') return SIGN_AT_END.test(node.stem);
  return node.kind !== 'gap';
}

const SIGN_AT_END = new RegExp(`[^\\p{L}\\p{N}${DIGITS}]$`, 'u');

/** Those of some matches, which are in the order of the text, that lie within a stretch. */
function inside(matches: readonly PhraseMatch[], { start, end }: Span): readonly PhraseMatch[] {
  if (matches.length === 0) return NO_MATCHES;
  const first = firstIndex(matches, (match) => match.start >= start);
  const after = firstIndex(matches, (match) => match.end > end);
  return first < after ? matches.slice(first, after) : NO_MATCHES;
}

/** Whether nothing can be found over the ends of a stretch: it is a sentence, or several. */
const isBordered = ({ text }: Searchable, { start, end }: Span): boolean =>
  (start === 0 || text[start - 1] === SENTENCE_BORDER) &&
  (end === text.length || text[end] === SENTENCE_BORDER);

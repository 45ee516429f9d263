import { createOpeningBook, type Marks } from './opening-book.ts';
import { type Opening, openingsOf } from './phrase-opening.ts';
import { ALL, NO_MATCHES, type PhraseMatch, search } from './phrase-search.ts';
import { DIGITS, type PhraseNode, parsePhrase, wordingsOf } from './phrase-syntax.ts';
import { SENTENCE_BORDER, type Searchable } from './searchable.ts';
import type { Span } from './sentences.ts';
import { firstBeginningAt, firstEndingBehind } from './sorted.ts';
import {
  addPossibleOf,
  addWording,
  createWordings,
  forgetPossible,
  noPossible,
  type PossibleWordings,
  type WordingParts,
  type Wordings,
} from './wording.ts';

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
  /** The wordings of all phrases that were compiled with the same words. */
  readonly wordings: Wordings;
  /** Where the rows of those that this one is a choice of begin and end among them. */
  rows(): Span;
  /** The openings of these, until their rows are made: then the book has them. */
  openings(): readonly Opening[];
  /** Tells the phrase where it stands in a text, when somebody else has found that out. */
  stands(text: Searchable, matches: readonly PhraseMatch[]): void;
  /** Has something forgotten as soon as another text is looked at than this. */
  remember(text: Searchable, memory: Memory): void;
}

/** What remembers something of the text that is looked at. */
interface Memory {
  forget(): void;
}

interface Book {
  phrases: Map<string, Phrase>;
  wordings: Wordings;
  /** What may stand in the text that is looked at. */
  possible: PossibleWordings;
  /** Of which look at a text that is. */
  look: number;
  /** What remembers something of it: that is let go before the next text, for what is kept long costs the collector more. */
  memories: Memory[];
}

const books = new WeakMap<ReadonlyMap<string, string>, Book>();

const newBook = (): Book => ({
  phrases: new Map(),
  wordings: createWordings(createOpeningBook()),
  possible: noPossible(),
  look: 0,
  memories: [],
});

/**
 * Compiles a phrase; `parsePhrase` tells how it is written. Many cues share one, such as "near: $finder": it is compiled
 * once. @throws SyntaxError that says what is wrong with it
 */
export function compilePhrase(source: string, words: ReadonlyMap<string, string>): Phrase {
  const book = books.get(words) ?? newBook();
  books.set(words, book);
  const phrase = book.phrases.get(source) ?? new CompiledPhrase(source, parsePhrase(source, words), book);
  book.phrases.set(source, phrase);
  return phrase;
}

/** A class, for there are thousands: what is remembered of one lies in one place. */
class CompiledPhrase implements Phrase {
  readonly source: string;
  /** Most phrases refine a cue that hardly ever stands anywhere; making them ready would slow every start. */
  private made: Span | undefined;
  /** Its wordings taken apart, until their rows are made. */
  private apart: readonly WordingParts[] | undefined;
  private readonly node: PhraseNode;
  private readonly book: Book;
  private cutShort: boolean | undefined;
  /** Which look at a text is remembered … */
  private look = 0;
  /** … which wordings have words there, where that was asked: a part of the book's list … */
  private from = UNKNOWN;
  private to = UNKNOWN;
  /** … and where they stand, where that was. */
  private found: readonly PhraseMatch[] | undefined;

  constructor(source: string, node: PhraseNode, book: Book) {
    this.source = source;
    this.node = node;
    this.book = book;
  }

  get wordings(): Wordings {
    return this.book.wordings;
  }

  rows(): Span {
    if (this.made) return this.made;
    const { wordings } = this.book;
    const start = wordings.length;
    for (const parts of this.takenApart()) addWording(wordings, parts, this.node);
    this.made = { start, end: wordings.length };
    this.apart = undefined;
    return this.made;
  }

  openings(): readonly Opening[] {
    if (this.made) return [];
    return this.takenApart().flatMap(({ first, needed }) => [first, ...needed.map(({ opening }) => opening)]);
  }

  private takenApart(): readonly WordingParts[] {
    this.apart ??= wordingsOf(this.node).map((parts) => ({ parts, ...openingsOf(parts) }));
    return this.apart;
  }

  find(text: Searchable, within?: Span): readonly PhraseMatch[] {
    if (!within) return this.everywhere(text);
    // No phrase reaches over the border of a sentence, so those of a sentence are some of those of the text.
    if (isBordered(text, within)) return inside(this.everywhere(text), within);
    return this.isNowhere(text, within) ? NO_MATCHES : this.matches(text, within.start, within.end);
  }

  standsIn(text: Searchable, within?: Span): boolean {
    if (!within) return this.everywhere(text).length > 0;
    if (isBordered(text, within)) return inside(this.everywhere(text), within) !== NO_MATCHES;
    return !this.isNowhere(text, within) && this.matches(text, within.start, within.end, 1).length > 0;
  }

  stands(text: Searchable, matches: readonly PhraseMatch[]): void {
    this.turnTo(text);
    this.keep(matches);
  }

  private keep(matches: readonly PhraseMatch[]): void {
    this.found = matches;
    if (matches.length > 0) this.book.memories.push(this);
  }

  remember(text: Searchable, memory: Memory): void {
    this.turnTo(text);
    this.book.memories.push(memory);
  }

  forget(): void {
    this.found = undefined;
    this.look = 0;
  }

  private turnTo(text: Searchable): Marks {
    const { book } = this;
    const marks = book.wordings.openings.marks(text);
    if (this.look === marks.look) return marks;
    if (book.look !== marks.look) {
      book.look = marks.look;
      forgetPossible(book.possible);
      for (const memory of book.memories) memory.forget();
      book.memories.length = 0;
    }
    this.look = marks.look;
    this.from = UNKNOWN;
    this.found = undefined;
    return marks;
  }

  /** Whether one of its wordings may stand in a text: of most phrases none may. */
  private isPossible(text: Searchable): boolean {
    // Its openings must be known before the text is gone through.
    const { start, end } = this.rows();
    const marks = this.turnTo(text);
    if (this.from === UNKNOWN) {
      const { possible, wordings } = this.book;
      this.from = possible.length;
      addPossibleOf(possible, wordings, start, end, marks, text);
      this.to = possible.length;
    }
    return this.from < this.to;
  }

  private everywhere(text: Searchable): readonly PhraseMatch[] {
    this.turnTo(text);
    if (this.found) return this.found;
    const matches = this.matches(text, 0, text.text.length);
    this.keep(matches);
    return matches;
  }

  /** @param most so many are enough */
  private matches(text: Searchable, start: number, end: number, most = ALL): readonly PhraseMatch[] {
    if (!this.isPossible(text)) return NO_MATCHES;
    const { wordings, possible } = this.book;
    const { from, to } = this;
    const marks = wordings.openings.marks(text);
    return search(wordings, possible, from, to, marks, text, start, end, most);
  }

  /** Whether nothing of it can stand within a stretch, because nothing of it does in the whole text. */
  private isNowhere(text: Searchable, within: Span): boolean {
    if (!this.isPossible(text)) return true;
    this.cutShort ??= looksAhead(this.node);
    // What follows may be cut off by a stretch.
    if (this.cutShort) return false;
    return !this.everywhere(text).some(({ start, end }) => start < within.end && within.start < end);
  }
}

const UNKNOWN = -1;

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
  const first = firstBeginningAt(matches, start);
  const after = firstEndingBehind(matches, end);
  if (first === 0 && after === matches.length) return matches;
  return first < after ? matches.slice(first, after) : NO_MATCHES;
}

/** Whether nothing can be found over the ends of a stretch: it is a sentence, or several. */
const isBordered = ({ text }: Searchable, { start, end }: Span): boolean =>
  (start === 0 || text[start - 1] === SENTENCE_BORDER) &&
  (end === text.length || text[end] === SENTENCE_BORDER);

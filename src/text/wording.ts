import type { Marks, OpeningBook } from './opening-book.ts';
import { openingsOf, rarest } from './phrase-opening.ts';
import { addProgram, noPrograms, type Programs } from './phrase-program.ts';
import type { PhraseNode } from './phrase-syntax.ts';
import type { Searchable } from './searchable.ts';
import { NO_SENTENCE, onlySentence, type SentenceSet } from './sentence-set.ts';
import { withRoom } from './with-room.ts';

/**
 * The wordings of all phrases that are compiled with the same words. What a text must have for each stands in a row of
 * one list: there are thousands, and to fetch what does not lie together from memory would take most of the time.
 */
export interface Wordings {
  readonly openings: OpeningBook;
  readonly programs: Programs;
  /** A longer list may take its place when a wording is added. */
  rows: Int32Array<ArrayBuffer>;
  /** So much of the list is in use. */
  length: number;
  /** Of which wordings the programs are still to be made, by their rows. */
  readonly unmade: Map<number, { parts: readonly PhraseNode[]; whole: PhraseNode }>;
}

/** The row of a wording has the number of the opening that it begins with … */
export const OPENING = 0;
/** … of its openings the one that the fewest texts have, … */
export const RAREST = 1;
/** … where its program begins, -1 until it is made, … */
const PROGRAM = 2;
/** … how many parts must stand in a text, … */
export const COUNT = 3;
/** … and of each the number of its opening, and how many words may lie between it and the one before it. */
export const NEEDED = 4;

const ROWS_AT_FIRST = 1 << 10;

/** @param openings of the phrases that the wordings will be of */
export const createWordings = (openings: OpeningBook): Wordings => ({
  openings,
  programs: noPrograms(),
  rows: new Int32Array(ROWS_AT_FIRST),
  length: 0,
  unmade: new Map(),
});

/** Makes a wording ready to be looked for. @param whole the phrase that it belongs to @returns its row */
export function addWording(wordings: Wordings, parts: readonly PhraseNode[], whole: PhraseNode): number {
  const { openings, length: row } = wordings;
  const { first, needed } = openingsOf(parts);
  const told = [
    openings.enter(first),
    openings.enter(rarest([first, ...needed.map(({ opening }) => opening)])),
    -1,
    needed.length,
    ...needed.flatMap(({ opening, reach }) => [openings.enter(opening), reach]),
  ];
  wordings.rows = withRoom(wordings.rows, row + told.length);
  wordings.rows.set(told, row);
  wordings.length += told.length;
  wordings.unmade.set(row, { parts, whole });
  return row;
}

/** The row behind one. */
export const nextRow = ({ rows }: Wordings, row: number): number =>
  row + NEEDED + 2 * (rows[row + COUNT] ?? 0);

/** Where the program of a wording begins. Most never meet a text in which they could stand: theirs are not made. */
export function programOf(wordings: Wordings, row: number): number {
  const made = wordings.rows[row + PROGRAM] ?? -1;
  return made === -1 ? makeProgram(wordings, row) : made;
}

function makeProgram({ openings, programs, rows, unmade }: Wordings, row: number): number {
  const { parts, whole } = unmade.get(row) ?? { parts: [], whole: NOTHING };
  const isNeeded = new Set(openingsOf(parts).needed.map(({ opening }) => opening));
  const program = addProgram(programs, parts, whole, (opening) =>
    isNeeded.has(opening) ? openings.enter(opening) : undefined,
  );
  rows[row + PROGRAM] = program;
  unmade.delete(row);
  return program;
}

const NOTHING: PhraseNode = { kind: 'choice', branches: [], optional: true };

/**
 * Wordings that some sentences of a text have words for: of each its row and those sentences, one behind the other.
 * Nothing is made for them: the list is used again for the next text.
 */
export interface PossibleWordings {
  list: Int32Array<ArrayBuffer>;
  length: number;
}

export const noPossible = (): PossibleWordings => ({ list: new Int32Array(256), length: 0 });

/** Puts a wording and the sentences that have words for it behind the others. */
export function addPossible(possible: PossibleWordings, row: number, sentences: SentenceSet): void {
  const { length } = possible;
  possible.list = withRoom(possible.list, length + 2);
  possible.list[length] = row;
  possible.list[length + 1] = sentences;
  possible.length = length + 2;
}

/** Adds those of the wordings of some rows that some sentence has words for, near enough to each other. */
export function addPossibleOf(
  possible: PossibleWordings,
  wordings: Wordings,
  firstRow: number,
  endOfRows: number,
  marks: Marks,
  text: Searchable,
): void {
  const { rows } = wordings;
  for (let row = firstRow; row < endOfRows; row = nextRow(wordings, row)) {
    const has = marks.sentences[rows[row + RAREST] ?? 0] ?? NO_SENTENCE;
    if (has === NO_SENTENCE) continue;
    const among = sentencesWithAll(rows, row + NEEDED, rows[row + COUNT] ?? 0, marks, text, has);
    if (among !== NO_SENTENCE) addPossible(possible, row, among);
  }
}

/**
 * Those of some sentences that have words for all parts of a wording, in their order and near enough to each other.
 * @param list from `parts` on it has the parts, as a row has them
 */
export function sentencesWithAll(
  list: Int32Array,
  parts: number,
  count: number,
  marks: Marks,
  text: Searchable,
  some: SentenceSet,
): SentenceSet {
  let among = some;
  const end = parts + 2 * count;
  for (let at = parts; at < end; at += 2) {
    among &= marks.sentences[list[at] ?? 0] ?? NO_SENTENCE;
    if (among === NO_SENTENCE) return NO_SENTENCE;
  }
  return count < 2 ? among : sentencesInReach(list, parts, end, marks, text, among);
}

/** Where the parts end that were followed so far, and the list for those of the next; used again for every wording. */
let ends = new Int32Array(64);
let nextEnds = new Int32Array(64);

/** Follows the parts from one to the next. @returns those of some sentences in which that leads to the last */
function sentencesInReach(
  list: Int32Array,
  parts: number,
  end: number,
  marks: Marks,
  text: Searchable,
  among: SentenceSet,
): SentenceSet {
  let count = startsIn(among, list[parts] ?? 0, marks, text);
  for (let at = parts + 2; at < end && count > 0; at += 2)
    count = followed(count, list[at] ?? 0, list[at + 1] ?? 0, marks, text);
  let held = NO_SENTENCE;
  for (let at = 0; at < count; at++) held |= onlySentence(text.sentenceAt[ends[at] ?? 0] ?? 0);
  return held;
}

/** Puts into `ends` where an opening stands in some sentences. @returns at how many places */
function startsIn(among: SentenceSet, id: number, marks: Marks, { sentenceAt }: Searchable): number {
  const from = marks.placesOf(id);
  const to = marks.endOf(id);
  const { places } = marks;
  if (to - from > ends.length) ends = new Int32Array(2 * (to - from));
  let count = 0;
  for (let at = from; at < to; at++) {
    const place = places[at] ?? 0;
    if ((among & onlySentence(sentenceAt[place] ?? 0)) !== NO_SENTENCE) ends[count++] = place;
  }
  return count;
}

/**
 * Replaces `ends` by the places of an opening before which one of them lies, in the same sentence and at most so many
 * words away. @param count the number of ends @returns the number of places
 */
function followed(
  count: number,
  id: number,
  reach: number,
  marks: Marks,
  { wordAt, sentenceAt }: Searchable,
): number {
  const from = marks.placesOf(id);
  const to = marks.endOf(id);
  const { places } = marks;
  if (to - from > nextEnds.length) nextEnds = new Int32Array(2 * (to - from));
  let found = 0;
  let before = 0;
  let last = -1;
  for (let at = from; at < to; at++) {
    const place = places[at] ?? 0;
    // The nearest before it is of its sentence, if any is; none lies nearer.
    while (before < count && (ends[before] ?? 0) <= place) last = ends[before++] ?? 0;
    if (last < 0 || sentenceAt[last] !== sentenceAt[place]) continue;
    if ((wordAt[place] ?? 0) - (wordAt[last] ?? 0) <= reach) nextEnds[found++] = place;
  }
  [ends, nextEnds] = [nextEnds, ends];
  return found;
}

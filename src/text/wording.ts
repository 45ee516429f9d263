import { type Marks, type OpeningBook, STATE } from './opening-book.ts';
import { type Needs, openingsOf, rarest } from './phrase-opening.ts';
import { addProgram, noPrograms, type Programs } from './phrase-program.ts';
import type { PhraseNode } from './phrase-syntax.ts';
import type { Searchable } from './searchable.ts';
import { ANY_SENTENCE, NO_SENTENCE } from './sentence-set.ts';
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
const OPENING = 0;
/** … of its openings the one that the fewest texts have, … */
export const RAREST = 1;
/** … where its program begins, -1 until it is made, … */
const PROGRAM = 2;
/** … how many parts must stand in a text, … */
const COUNT = 3;
/** … and of each the number of its opening, and how many words may lie between it and the one before it. */
const NEEDED = 4;

const ROWS_AT_FIRST = 1 << 10;

/** @param openings of the phrases that the wordings will be of */
export const createWordings = (openings: OpeningBook): Wordings => ({
  openings,
  programs: noPrograms(),
  rows: new Int32Array(ROWS_AT_FIRST),
  length: 0,
  unmade: new Map(),
});

/** A wording taken apart. */
export interface WordingParts extends Needs {
  parts: readonly PhraseNode[];
}

/** Makes a wording ready to be looked for. @param whole the phrase that it belongs to @returns its row */
export function addWording(
  wordings: Wordings,
  { parts, first, needed }: WordingParts,
  whole: PhraseNode,
): number {
  const { openings, length: row } = wordings;
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
export const nextRow = (rows: Int32Array, row: number): number => row + NEEDED + 2 * (rows[row + COUNT] ?? 0);

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
 * Wordings that may stand in a text, one behind the other: of each its row, and where the places at which it may begin
 * start and end in their own list. Nothing is made for them: both lists are used again for the next text.
 */
export interface PossibleWordings {
  list: Int32Array<ArrayBuffer>;
  length: number;
  places: Int32Array<ArrayBuffer>;
  placed: number;
}

/** So many numbers tell of a possible wording. */
export const POSSIBLE = 3;

/** None yet. */
export const noPossible = (): PossibleWordings => ({
  list: new Int32Array(256),
  length: 0,
  places: new Int32Array(256),
  placed: 0,
});

/** Makes room for those of another text. */
export function forgetPossible(possible: PossibleWordings): void {
  possible.length = 0;
  possible.placed = 0;
}

/** Adds one that is listed elsewhere to a list that has the same places. */
export function copyPossible({ list }: PossibleWordings, at: number, other: PossibleWordings): void {
  const { length } = other;
  other.list = withRoom(other.list, length + POSSIBLE);
  for (let each = 0; each < POSSIBLE; each++) other.list[length + each] = list[at + each] ?? 0;
  other.length = length + POSSIBLE;
}

/** Adds those of the wordings of some rows that may stand somewhere in a text. */
export function addPossibleOf(
  possible: PossibleWordings,
  { rows }: Wordings,
  firstRow: number,
  endOfRows: number,
  marks: Marks,
  text: Searchable,
): void {
  for (let row = firstRow; row < endOfRows; row = nextRow(rows, row))
    if ((marks.states[STATE * (rows[row + RAREST] ?? 0)] ?? NO_SENTENCE) !== NO_SENTENCE)
      addIfPossible(possible, row, rows, row, marks, text);
}

/**
 * Adds a wording if a sentence has words for all parts that it needs, in their order and near enough to each other.
 * @param told from `at` on it has what the row has
 */
export function addIfPossible(
  possible: PossibleWordings,
  row: number,
  told: Int32Array,
  at: number,
  marks: Marks,
  text: Searchable,
): boolean {
  const first = at + NEEDED;
  const end = first + 2 * (told[at + COUNT] ?? 0);
  let among = ANY_SENTENCE;
  for (let part = first; part < end; part += 2) {
    among &= marks.states[STATE * (told[part] ?? 0)] ?? NO_SENTENCE;
    if (among === NO_SENTENCE) return false;
  }
  const count = followBack(told, told[at + OPENING] ?? 0, first, end, marks, text);
  if (count === 0) return false;
  const { length, placed } = possible;
  possible.places = withRoom(possible.places, placed + count);
  for (let each = 0; each < count; each++) possible.places[placed + each] = reached[each] ?? 0;
  possible.list = withRoom(possible.list, length + POSSIBLE);
  possible.list[length] = row;
  possible.list[length + 1] = placed;
  possible.list[length + 2] = placed + count;
  possible.length = length + POSSIBLE;
  possible.placed = placed + count;
  return true;
}

/** Where the parts begin that were followed so far, and the list for those before them; used again for every wording. */
let reached = new Int32Array(64);
let nextReached = new Int32Array(64);

/** Follows the parts from the last to the beginning. @returns how many places in `reached` lead to all of them */
function followBack(
  told: Int32Array,
  opening: number,
  first: number,
  end: number,
  marks: Marks,
  text: Searchable,
): number {
  if (first === end) return placesOf(opening, marks);
  let count = placesOf(told[end - 2] ?? 0, marks);
  for (let part = end - 2; part > first && count > 0; part -= 2)
    count = placesBefore(count, told[part - 2] ?? 0, told[part + 1] ?? 0, marks, text);
  // Words that may be missing can stand before the first part that must not.
  const reach = told[first + 1] ?? 0;
  if (count === 0 || (reach === 0 && told[first] === opening)) return count;
  return placesBefore(count, opening, reach, marks, text);
}

/** Puts the places of an opening into `reached`. @returns how many */
function placesOf(id: number, marks: Marks): number {
  const from = marks.placesOf(id);
  const count = marks.endOf(id) - from;
  reached = withRoom(reached, count);
  for (let each = 0; each < count; each++) reached[each] = marks.places[from + each] ?? 0;
  return count;
}

/**
 * Replaces `reached` by the places of an opening behind which one of them lies, in the same sentence and at most so many
 * words away. @param count how many they are @returns how many they become
 */
function placesBefore(
  count: number,
  id: number,
  reach: number,
  marks: Marks,
  { wordAt, sentenceAt }: Searchable,
): number {
  const from = marks.placesOf(id);
  const to = marks.endOf(id);
  const { places } = marks;
  nextReached = withRoom(nextReached, to - from);
  let found = 0;
  let next = 0;
  for (let at = from; at < to; at++) {
    const place = places[at] ?? 0;
    while (next < count && (reached[next] ?? 0) < place) next++;
    if (next === count) break;
    // The nearest behind it is of its sentence, if any is; none lies nearer.
    const behind = reached[next] ?? 0;
    if (sentenceAt[behind] !== sentenceAt[place]) continue;
    if ((wordAt[behind] ?? 0) - (wordAt[place] ?? 0) <= reach) nextReached[found++] = place;
  }
  [reached, nextReached] = [nextReached, reached];
  return found;
}

import type { Marks, OpeningBook } from './opening-book.ts';
import { openingsOf, rarest } from './phrase-opening.ts';
import { type Program, programOf } from './phrase-program.ts';
import type { PhraseNode } from './phrase-syntax.ts';
import type { Searchable } from './searchable.ts';
import { ANY_SENTENCE, NO_SENTENCE, onlySentence, type SentenceSet } from './sentence-set.ts';

/** One of the wordings of a phrase, with what a text must have for it; openings go by their numbers. */
export interface Wording {
  /** How it begins. */
  opening: number;
  /** How the parts begin that must stand in a text. */
  needed: readonly number[];
  /** How many words may lie between each of these parts and the one before it. */
  reaches: readonly number[];
  /** Of its openings the one that the fewest texts have. */
  rarest: number;
  program(): Program;
}

/** A wording, and the sentences that have words for it. */
export interface Possible {
  wording: Wording;
  sentences: SentenceSet;
}

/** Makes a wording ready to be looked for. @param whole the phrase that it belongs to */
export function wordingOf(parts: readonly PhraseNode[], whole: PhraseNode, book: OpeningBook): Wording {
  const { first, needed } = openingsOf(parts);
  const isNeeded = new Set(needed.map(({ opening }) => opening));
  // Most wordings never meet a text in which they could stand; making all of them ready would slow every start.
  let program: Program | undefined;
  return {
    opening: book.enter(first),
    needed: needed.map(({ opening }) => book.enter(opening)),
    reaches: needed.map(({ reach }) => reach),
    rarest: book.enter(rarest([first, ...needed.map(({ opening }) => opening)])),
    program() {
      program ??= programOf(parts, whole, (opening) =>
        isNeeded.has(opening) ? book.enter(opening) : undefined,
      );
      return program;
    },
  };
}

/** What wordings need, in one list, to be gone through fast: of each how many openings, and these, the rarest first. */
export const needsOf = (wordings: readonly Wording[]): Int32Array =>
  Int32Array.from(
    wordings.flatMap(({ rarest, needed }) => {
      const ids = [rarest, ...needed.filter((id) => id !== rarest)];
      return [ids.length, ...ids];
    }),
  );

/** Those of some sentences that have words for all openings from one place of a list to another. */
export function sentencesWithAll(
  needs: Int32Array,
  from: number,
  to: number,
  { sentences }: Marks,
  some: SentenceSet,
): SentenceSet {
  let among = some;
  for (let at = from; at < to && among !== NO_SENTENCE; at++)
    among &= sentences[needs[at] ?? 0] ?? NO_SENTENCE;
  return among;
}

/** Where the parts end that were followed so far, and the list for those of the next; used again for every wording. */
let ends = new Int32Array(64);
let nextEnds = new Int32Array(64);

/** Follows the parts from one to the next. @returns those of some sentences in which that leads to the last */
export function sentencesInReach(
  { needed, reaches }: Wording,
  marks: Marks,
  text: Searchable,
  among: SentenceSet,
): SentenceSet {
  if (needed.length < 2) return among;
  let count = startsIn(among, needed[0] ?? 0, marks, text);
  for (let at = 1; at < needed.length && count > 0; at++)
    count = followed(count, needed[at] ?? 0, reaches[at] ?? 0, marks, text);
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

const NOT_POSSIBLE: readonly Possible[] = [];

/** Those of some wordings that some sentence has words for. @param needs what they need, as `needsOf` has it */
export function possibleIn(
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
    if (found) found.push({ wording, sentences });
    else found = [{ wording, sentences }];
  }
  return found ?? NOT_POSSIBLE;
}

import type { Marks, OpeningBook } from './opening-book.ts';
import { matcherOf, type Step } from './phrase-matcher.ts';
import { openingsOf, rarest } from './phrase-opening.ts';
import type { PhraseNode } from './phrase-syntax.ts';
import type { Searchable } from './searchable.ts';
import { NO_SENTENCE, onlySentence, type SentenceSet } from './sentence-set.ts';

/** One of the wordings of a phrase, with what a text must have for it; openings go by their numbers. */
export interface Wording {
  /** How it begins. */
  opening: number;
  /** How the parts begin that must stand in a text, and how many words may lie between a part and the one before it. */
  needed: readonly { id: number; reach: number }[];
  /** Of its openings the one that the fewest texts have. */
  rarest: number;
  step(): Step;
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
  let step: Step | undefined;
  return {
    opening: book.enter(first),
    needed: needed.map(({ opening, reach }) => ({ id: book.enter(opening), reach })),
    rarest: book.enter(rarest([first, ...needed.map(({ opening }) => opening)])),
    step() {
      step ??= matcherOf(parts, whole, (opening) =>
        isNeeded.has(opening) ? book.enter(opening) : undefined,
      );
      return step;
    },
  };
}

/** The sentences of a text that have words for all parts of a wording, and near enough to each other. */
export function sentencesFor(wording: Wording, marks: Marks, text: Searchable): SentenceSet {
  const { sentences } = marks;
  let among = sentences[wording.rarest] ?? NO_SENTENCE;
  if (among === NO_SENTENCE) return NO_SENTENCE;
  for (const { id } of wording.needed) {
    among &= sentences[id] ?? NO_SENTENCE;
    if (among === NO_SENTENCE) return NO_SENTENCE;
  }
  return sentencesInReach(wording, marks, text, among);
}

/** Follows the parts from one to the next. @returns those of some sentences in which that leads to the last */
export function sentencesInReach(
  { needed }: Wording,
  marks: Marks,
  text: Searchable,
  among: SentenceSet,
): SentenceSet {
  if (needed.length < 2) return among;
  let ends: readonly number[] | undefined;
  for (const { id, reach } of needed) {
    const places = marks.placesOf(id);
    ends = ends ? inReach(ends, places, reach, text) : places;
    if (ends.length === 0) return NO_SENTENCE;
  }
  let held = NO_SENTENCE;
  for (const place of ends ?? []) held |= onlySentence(text.sentenceAt[place] ?? 0);
  return among & held;
}

/** Those of some places before which another lies, in the same sentence and at most so many words away. */
function inReach(
  before: readonly number[],
  places: readonly number[],
  reach: number,
  { wordAt, sentenceAt }: Searchable,
): readonly number[] {
  const found: number[] = [];
  let at = 0;
  for (const place of places) {
    const word = wordAt[place] ?? 0;
    // What lies too far back for this place does so for all that follow.
    while (at < before.length && (wordAt[before[at] ?? 0] ?? 0) < word - reach) at++;
    const near = before[at];
    if (near === undefined) break;
    // The nearest before it is of its sentence, if any is.
    let last = near;
    for (let next = at; next < before.length && (before[next] ?? 0) <= place; next++)
      last = before[next] ?? last;
    if (last <= place && sentenceAt[last] === sentenceAt[place]) found.push(place);
  }
  return found;
}

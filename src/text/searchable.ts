import { characterKinds } from './character-kinds.ts';
import { lowerCase } from './normalise.ts';
import type { Phrase, PhraseMatch, Possible } from './phrase.ts';
import type { Opening } from './phrase-opening.ts';
import { opensNumber } from './quantity.ts';
import { lowerBound } from './sorted.ts';

/** A text made ready for phrases to be looked for in, with an index of where its words begin. */
export interface Searchable {
  text: string;
  /** Where each run of letters and digits begins. */
  places: ReadonlyMap<string, readonly number[]>;
  /** The runs, sorted, for looking up beginnings of words. */
  sorted: readonly string[];
  /** The run that begins at a place; nothing where none does. */
  runAt: readonly (string | undefined)[];
  /** What each character is, as character-kinds.ts has it. */
  kinds: Uint8Array;
  /** The number of the sentence that each character belongs to, 0 for the first; no phrase reaches over two. */
  sentenceAt: Uint32Array;
  /** Where numbers begin, in digits or words. */
  numbers: readonly number[];
  /** The wordings of phrases that may stand in it, as far as that was asked before. */
  possible: Map<Phrase, readonly Possible[]>;
  /** Where phrases were found in it before. */
  found: Map<Phrase, readonly PhraseMatch[]>;
  /** Where a number that begins at a place can end, as far as that was asked before. */
  numberEnds: Map<number, readonly number[]>;
  /** Where phrases and their parts could begin in it, as far as that was asked before. */
  begins: Map<Opening, readonly number[]>;
}

/** What no phrase matches over: it stands between sentences. */
export const SENTENCE_BORDER = '\u2029';

const RUN = /[\p{L}\p{N}]+/gu;

/**
 * Makes a normalised text ready: small letters; hyphens, slashes and marks of emphasis as spaces, arrows and the
 * hyphens of ranges as one sign.
 * Places stay those of the normalised text.
 */
export function searchable(normalised: string): Searchable {
  // A slash stays between digits, where it makes a ratio.
  const arrows = lowerCase(normalised).replace(/[-=]+>/g, (arrow) => '→'.padStart(arrow.length));
  // A hyphen between digits makes a range: as a space, "250-300" would be one number.
  const ranges = arrows.replace(/(?<=\d)-(?=\d)/g, '=');
  return index(ranges.replace(/[-_*`~|<>[\]{}\n]|\/(?! ?\d)|(?<!\d ?)\//g, ' '));
}

/** Indexes a text that is ready already. */
export function index(text: string): Searchable {
  const places = new Map<string, number[]>();
  const numbers: number[] = [];
  const runAt: (string | undefined)[] = new Array(text.length);
  for (const { 0: run, index: place } of text.matchAll(RUN)) {
    runAt[place] = run;
    const known = places.get(run);
    if (known) known.push(place);
    else places.set(run, [place]);
    if (!opensNumber(run)) continue;
    // "$5" begins at its sign, ".85" at its point.
    for (const sign of [place - 2, place - 1]) if (/[$€£.]/.test(text[sign] ?? '')) numbers.push(sign);
    numbers.push(place);
  }
  return {
    text,
    places,
    runAt,
    kinds: characterKinds(text),
    sentenceAt: sentenceNumbers(text),
    sorted: [...places.keys()].sort(),
    numbers,
    possible: new Map(),
    found: new Map(),
    numberEnds: new Map(),
    begins: new Map(),
  };
}

function sentenceNumbers(text: string): Uint32Array {
  const numbers = new Uint32Array(text.length);
  let number = 0;
  let from = 0;
  for (
    let border = text.indexOf(SENTENCE_BORDER);
    border !== -1;
    border = text.indexOf(SENTENCE_BORDER, from)
  ) {
    numbers.fill(number++, from, border + 1);
    from = border + 1;
  }
  return numbers.fill(number, from);
}

/** Where a phrase that begins so could stand, in the order of the text. */
export function beginnings(text: Searchable, opening: Opening): readonly number[] {
  const before = text.begins.get(opening);
  if (before) return before;
  const found = opening.anywhere
    ? Array.from({ length: text.text.length }, (_, place) => place)
    : placesOf(text, opening);
  text.begins.set(opening, found);
  return found;
}

function placesOf(text: Searchable, { runs, stems, number }: Opening): readonly number[] {
  const found: number[] = [];
  const take = (run: string, signsBefore: ReadonlySet<number> | undefined): void => {
    if (!signsBefore) return;
    for (const place of text.places.get(run) ?? [])
      for (const signs of signsBefore) if (place >= signs) found.push(place - signs);
  };
  if (runs.size < text.sorted.length) for (const [run, signs] of runs) take(run, signs);
  else for (const run of text.sorted) take(run, runs.get(run));
  for (const [stem, signs] of stems) {
    for (let at = lowerBound(text.sorted, stem); text.sorted[at]?.startsWith(stem); at++)
      take(text.sorted[at] ?? '', signs);
  }
  if (number) found.push(...text.numbers);
  if (found.length < 2) return found;
  return [...new Set(found)].sort((a, b) => a - b);
}

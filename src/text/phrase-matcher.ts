import { BETWEEN, GOES_ON, LETTER, WORD as OF_WORD } from './character-kinds.ts';
import { numberEnds } from './number-ends.ts';
import type { Marks } from './opening-book.ts';
import {
  CHOICE,
  DIGIT_WORD,
  DISPATCH,
  EITHER,
  END,
  FIRSTS,
  GAP,
  GAP_BEFORE,
  JUMP,
  NUMBER,
  type Programs,
  RATIO,
  SCORE,
  SHARED_SPACE,
  SPACE,
  STEM,
  WORD,
} from './phrase-program.ts';
import { scoreEnds } from './score.ts';
import { runAt, type Searchable } from './searchable.ts';
import type { Span } from './sentences.ts';
import { firstPlace } from './sorted.ts';

/** A try to find a phrase in a text: where it may reach, and what was found on the way. */
export interface Attempt {
  text: Searchable;
  /** Where parts could begin in it. */
  marks: Marks;
  /** The text up to where the phrase may reach. */
  reach: string;
  number: Span | undefined;
  /** Most phrases have none; nothing is made for those that find nothing. */
  gaps: Span[] | undefined;
  scores: Span[] | undefined;
}

const NOWHERE = -1;

/** Tries the wording whose program begins at a step. @returns where it ends at this place, or -1 */
export const endAt = (programs: Programs, attempt: Attempt, step: number, place: number): number =>
  follow(programs, attempt, step, place);

/** Follows the steps from one of them on. What can go on in several ways tries each to the end of the phrase. */
function follow(programs: Programs, attempt: Attempt, from: number, start: number): number {
  const { code } = programs;
  const { codes, kinds } = attempt.text;
  const border = attempt.reach.length;
  let at = from;
  let place = start;
  for (;;) {
    switch (code[at]) {
      case END:
        // "Customer" stands in "customer's" too.
        return place < border && ((kinds[place] ?? 0) & LETTER) !== 0 ? NOWHERE : place;
      case WORD:
      case STEM: {
        const length = code[at + 1] ?? 0;
        if (place + length > border) return NOWHERE;
        for (let each = 0; each < length; each++)
          if (codes[place + each] !== code[at + 2 + each]) return NOWHERE;
        place = code[at] === WORD ? place + length : upTo(GOES_ON, kinds, place + length, border);
        at += 2 + length;
        break;
      }
      case SPACE: {
        const end = upTo(BETWEEN, kinds, place, border);
        if (end < place + (code[at + 1] ?? 0)) return NOWHERE;
        place = end;
        at += 2;
        break;
      }
      case JUMP:
        at = code[at + 1] ?? 0;
        break;
      case EITHER: {
        const found = follow(programs, attempt, at + 2, place);
        if (found !== NOWHERE) return found;
        at = code[at + 1] ?? 0;
        break;
      }
      case CHOICE:
      case DISPATCH: {
        const list = code[at] === CHOICE ? at + 1 : (code[at + 1 + ((codes[place] ?? 0) % FIRSTS)] ?? 0);
        const last = list + (code[list] ?? 0);
        if (last === list) return NOWHERE;
        for (let each = list + 1; each < last; each++) {
          const found = follow(programs, attempt, code[each] ?? 0, place);
          if (found !== NOWHERE) return found;
        }
        at = code[last] ?? 0;
        break;
      }
      default:
        return followRarer(programs, attempt, at, place);
    }
  }
}

/** The steps that fewer wordings have: a function of all steps would be too long to be made fast. */
function followRarer(programs: Programs, attempt: Attempt, at: number, place: number): number {
  const first = programs.code[at + 1] ?? 0;
  const second = programs.code[at + 2] ?? 0;
  switch (programs.code[at]) {
    case SHARED_SPACE: {
      const last = upTo(BETWEEN, attempt.text.kinds, place, attempt.reach.length);
      for (let end = last; end >= place + first; end--) {
        const found = follow(programs, attempt, at + 2, end);
        if (found !== NOWHERE) return found;
      }
      return NOWHERE;
    }
    case NUMBER:
      return number(programs, attempt, at + 2, place, first === 1);
    case RATIO:
      RATIO_PATTERN.lastIndex = place;
      return RATIO_PATTERN.test(attempt.reach)
        ? follow(programs, attempt, at + 1, RATIO_PATTERN.lastIndex)
        : NOWHERE;
    case SCORE:
      for (const end of scoreEnds(attempt.reach, place)) {
        attempt.scores ??= [];
        attempt.scores.push({ start: place, end });
        const found = follow(programs, attempt, at + 1, end);
        if (found !== NOWHERE) return found;
        attempt.scores?.pop();
      }
      return NOWHERE;
    case DIGIT_WORD:
      return wordWithDigits(programs, attempt, at + 3, place, programs.patterns[first], second === 1);
    case GAP_BEFORE:
      return gapBefore(programs, attempt, at + 3, place, first, second);
    case GAP: {
      const signs = programs.code[at + 3] === 1;
      return gap(programs, attempt, at + 4, { start: place, end: place }, first, second === 1, signs);
    }
    default:
      return NOWHERE;
  }
}

/** "Recall@#": the digits may have points and commas, of which the phrase itself may need the last. */
function wordWithDigits(
  programs: Programs,
  attempt: Attempt,
  next: number,
  place: number,
  pattern: RegExp | undefined,
  endsInDigits: boolean,
): number {
  if (!pattern) return NOWHERE;
  pattern.lastIndex = place;
  if (!pattern.test(attempt.reach)) return NOWHERE;
  for (let end = pattern.lastIndex; end > place; end = pointBefore(attempt.reach, end, place)) {
    const found = follow(programs, attempt, next, end);
    if (found !== NOWHERE || !endsInDigits) return found;
  }
  return NOWHERE;
}

/** Where the last point or comma of "5,000" stands; -1 where there is none with a digit before it. */
function pointBefore(text: string, end: number, start: number): number {
  const point = /[.,]\d+$/.exec(text.slice(start, end));
  return point && /\d/.test(text.charAt(start + point.index - 1)) ? start + point.index : NOWHERE;
}

function number(programs: Programs, attempt: Attempt, next: number, place: number, isFirst: boolean): number {
  const before = attempt.number;
  for (const end of endsOfNumber(attempt, place)) {
    // A word of words.yaml may stand in a phrase twice, with its number.
    if (isFirst && !before) attempt.number = { start: place, end };
    const found = follow(programs, attempt, next, end);
    if (found !== NOWHERE) return found;
  }
  attempt.number = before;
  return NOWHERE;
}

function endsOfNumber({ text, reach }: Attempt, place: number): readonly number[] {
  // What follows a number tells where it ends: in a text cut short it is not the same.
  if (reach.length !== text.text.length) return numberEnds(reach, place, runAt(text, place));
  const before = text.numberEnds.get(place);
  if (before) return before;
  const ends = numberEnds(reach, place, runAt(text, place));
  text.numberEnds.set(place, ends);
  return ends;
}

const RATIO_PATTERN = /\d+ ?\/ ?\d+/y;

/**
 * As few words as will do. Behind a number it passes no other figure: of "five sites, 10,000 calls a day" the number is
 * 10,000. @param filled what it took so far @param left how many words it may still take
 */
function gap(
  programs: Programs,
  attempt: Attempt,
  next: number,
  filled: Span,
  left: number,
  nearest: boolean,
  signs: boolean,
): number {
  const { start, end: place } = filled;
  if (place > start) addGap(attempt, filled);
  const found = follow(programs, attempt, next, place);
  if (found !== NOWHERE) return found;
  if (place > start) attempt.gaps?.pop();
  const { text, reach } = attempt;
  if (left === 0 || (nearest && isFigure(reach, place))) return NOWHERE;
  const end = upTo(OF_WORD, text.kinds, place, reach.length);
  if (end === place) return NOWHERE;
  const last = upTo(BETWEEN, text.kinds, end, reach.length);
  for (let at = last; at > end; at--) {
    const after = gap(programs, attempt, next, { start, end: at }, left - 1, nearest, signs);
    if (after !== NOWHERE || !signs) return after;
  }
  return NOWHERE;
}

/** The same where it is known at which places the part behind the gap can begin. */
function gapBefore(
  programs: Programs,
  attempt: Attempt,
  next: number,
  place: number,
  words: number,
  opening: number,
): number {
  const { text, reach, marks } = attempt;
  const { wordAt, stretchAt, kinds } = text;
  const from = marks.placesOf(opening);
  const to = marks.endOf(opening);
  const { places } = marks;
  for (let at = firstPlace(places, from, to, place); at < to; at++) {
    const there = places[at] ?? reach.length;
    if (there >= reach.length || (wordAt[there] ?? 0) - (wordAt[place] ?? 0) > words) return NOWHERE;
    if (there > place) {
      if (stretchAt[there] !== stretchAt[place] || ((kinds[place] ?? 0) & OF_WORD) === 0) return NOWHERE;
      if (((kinds[there - 1] ?? 0) & BETWEEN) === 0) continue;
      addGap(attempt, { start: place, end: there });
    }
    const found = follow(programs, attempt, next, there);
    if (found !== NOWHERE) return found;
    if (there > place) attempt.gaps?.pop();
  }
  return NOWHERE;
}

function addGap(attempt: Attempt, gap: Span): void {
  if (attempt.gaps) attempt.gaps.push(gap);
  else attempt.gaps = [gap];
}

const FIGURE = /\d{2}|\d[.,]\d|\d[km]|\d (?:hundred|thousand|million|billion)/y;

function isFigure(text: string, place: number): boolean {
  FIGURE.lastIndex = place;
  return FIGURE.test(text);
}

/** The end of the run of characters of a kind that begins at a place. */
function upTo(kind: number, kinds: Uint8Array, place: number, end: number): number {
  let at = place;
  while (at < end && ((kinds[at] ?? 0) & kind) !== 0) at++;
  return at;
}

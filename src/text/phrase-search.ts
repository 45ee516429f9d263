import { isLetter } from './character-kinds.ts';
import type { Marks } from './opening-book.ts';
import { type Attempt, endAt } from './phrase-matcher.ts';
import type { Searchable } from './searchable.ts';
import type { Span } from './sentences.ts';
import { firstPlace } from './sorted.ts';
import { withRoom } from './with-room.ts';
import { POSSIBLE, type PossibleWordings, programOf, type Wordings } from './wording.ts';

/** Where a phrase was found, where its number and its scores stand, if it has any, and what filled its gaps. */
export interface PhraseMatch extends Span {
  number?: Span;
  gaps: readonly Span[];
  /** In the order of the text. */
  scores: readonly Span[];
}

/** As many matches as there are. */
export const ALL = 2 ** 30;

/** None, for nearly all that is looked for. */
export const NO_MATCHES: readonly PhraseMatch[] = [];

/** What is tried; used again for every search, for most find nothing and would make one for nothing. */
let attempt: Attempt | undefined;
/** Of each wording that is tried, which of its places comes next, and where they end; used again for every search. */
let cursors = new Int32Array(64);
let limits = new Int32Array(64);

/**
 * Where one of some wordings stands within a stretch: at each place the first of them that does.
 * @param from where those that are looked for begin in the list of possible ones @param to and where they end
 * @param most so many are enough
 */
export function search(
  wordings: Wordings,
  { list, places }: PossibleWordings,
  from: number,
  to: number,
  marks: Marks,
  text: Searchable,
  start: number,
  end: number,
  most: number,
): readonly PhraseMatch[] {
  const count = (to - from) / POSSIBLE;
  putCursors(list, places, from, count, start);
  const trial = attemptIn(text, marks, end);
  let found: PhraseMatch[] | undefined;
  let free = start;
  for (;;) {
    let place = end;
    for (let each = 0; each < count; each++) {
      const cursor = cursors[each] ?? 0;
      const next = cursor < (limits[each] ?? 0) ? (places[cursor] ?? end) : end;
      // No Math.min: it would make a number with decimals of it, for each of which memory is taken.
      if (next < place) place = next;
    }
    if (place === end) return found ?? NO_MATCHES;
    const isFree = place >= free && wordBegins(text, place);
    let last = -1;
    for (let each = 0; each < count; each++) {
      const cursor = cursors[each] ?? 0;
      if (cursor >= (limits[each] ?? 0) || places[cursor] !== place) continue;
      cursors[each] = cursor + 1;
      if (!isFree || last >= 0) continue;
      const program = programOf(wordings, list[from + POSSIBLE * each] ?? 0);
      last = endAt(wordings.programs, trial, program, place);
    }
    if (last < 0) continue;
    const match = taken(trial, place, last);
    // A list with one in it is smaller than one that begins empty and grows.
    if (found) found.push(match);
    else found = [match];
    if (found.length === most) return found;
    free = last;
  }
}

function putCursors(list: Int32Array, places: Int32Array, from: number, count: number, start: number): void {
  cursors = withRoom(cursors, count);
  limits = withRoom(limits, count);
  for (let each = 0; each < count; each++) {
    const first = list[from + POSSIBLE * each + 1] ?? 0;
    const end = list[from + POSSIBLE * each + 2] ?? 0;
    cursors[each] = start === 0 ? first : firstPlace(places, first, end, start);
    limits[each] = end;
  }
}

function attemptIn(text: Searchable, marks: Marks, end: number): Attempt {
  const reach = end === text.text.length ? text.text : text.text.slice(0, end);
  attempt ??= { text, marks, reach, number: undefined, gaps: undefined, scores: undefined };
  attempt.text = text;
  attempt.marks = marks;
  attempt.reach = reach;
  attempt.number = undefined;
  attempt.gaps = undefined;
  attempt.scores = undefined;
  return attempt;
}

const NO_SPANS: readonly Span[] = [];

/** Takes out of an attempt what it found, so that it can be used for the next. */
function taken(attempt: Attempt, start: number, end: number): PhraseMatch {
  const { number, gaps = NO_SPANS, scores = NO_SPANS } = attempt;
  attempt.number = undefined;
  attempt.gaps = undefined;
  attempt.scores = undefined;
  return number ? { start, end, gaps, scores, number } : { start, end, gaps, scores };
}

/** No word begins within another, not behind the signs that words have inside either: "it's", "v3.1", "recall@10". */
function wordBegins({ text, kinds }: Searchable, place: number): boolean {
  if (place === 0) return true;
  if (isLetter(kinds, place - 1)) return false;
  return place === 1 || !isLetter(kinds, place - 2) || !"'.@&".includes(text.charAt(place - 1));
}

import { isLetter } from './character-kinds.ts';
import type { Marks } from './opening-book.ts';
import { type Attempt, endAt } from './phrase-matcher.ts';
import type { Searchable } from './searchable.ts';
import { ANY_SENTENCE, NO_SENTENCE, onlySentence, type SentenceSet } from './sentence-set.ts';
import type { Span } from './sentences.ts';
import { firstPlace } from './sorted.ts';
import { withRoom } from './with-room.ts';
import { OPENING, type PossibleWordings, programOf, type Wordings } from './wording.ts';

/** Where a phrase was found, where its number and its scores stand, if it has any, and what filled its gaps. */
export interface PhraseMatch extends Span {
  number?: Span;
  gaps: readonly Span[];
  /** In the order of the text. */
  scores: readonly Span[];
}

/** As many matches as there are. */
export const ALL = 2 ** 30;

export const NO_MATCHES: readonly PhraseMatch[] = [];

/** What is tried; used again for every search, for most find nothing and would make one for nothing. */
let attempt: Attempt | undefined;
/** Of each wording that is tried, which of its places comes next, and where they end; used again for every search. */
let cursors = new Int32Array(64);
let limits = new Int32Array(64);

/** Wordings that may stand in a text: a part of a list of rows, each with the sentences that have words for it. */
export interface Sought {
  wordings: Wordings;
  possible: PossibleWordings;
  from: number;
  to: number;
}

/**
 * Where one of some wordings stands within a stretch: at each place the first of them that does.
 * @param most so many are enough
 */
export function search(
  { wordings, possible, from, to }: Sought,
  marks: Marks,
  text: Searchable,
  start: number,
  end: number,
  most: number,
): readonly PhraseMatch[] {
  const among = sentencesBetween(text, start, end);
  const { list } = possible;
  const count = (to - from) >> 1;
  putCursors(wordings, list, from, count, marks, start);
  const { places } = marks;
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
    const sentence = onlySentence(text.sentenceAt[place] ?? 0) & among;
    const isFree = place >= free && sentence !== NO_SENTENCE && wordBegins(text, place);
    let last = -1;
    for (let each = 0; each < count; each++) {
      const cursor = cursors[each] ?? 0;
      if (cursor >= (limits[each] ?? 0) || places[cursor] !== place) continue;
      cursors[each] = cursor + 1;
      if (!isFree || last >= 0) continue;
      if (((list[from + 2 * each + 1] ?? 0) & sentence) === NO_SENTENCE) continue;
      const program = programOf(wordings, list[from + 2 * each] ?? 0);
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

function putCursors(
  { rows }: Wordings,
  list: Int32Array,
  from: number,
  count: number,
  marks: Marks,
  start: number,
): void {
  cursors = withRoom(cursors, count);
  limits = withRoom(limits, count);
  for (let each = 0; each < count; each++) {
    const opening = rows[(list[from + 2 * each] ?? 0) + OPENING] ?? 0;
    const first = marks.placesOf(opening);
    const end = marks.endOf(opening);
    cursors[each] = start === 0 ? first : firstPlace(marks.places, first, end, start);
    limits[each] = end;
  }
}

/** The sentences of a stretch. */
const sentencesBetween = ({ sentenceAt }: Searchable, start: number, end: number): SentenceSet =>
  sentenceAt[start] === sentenceAt[end - 1] ? onlySentence(sentenceAt[start] ?? 0) : ANY_SENTENCE;

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

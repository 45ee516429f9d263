import { BETWEEN, WORD } from './character-kinds.ts';
import { type Attempt, NOWHERE, type Step } from './phrase-matcher.ts';
import { isA, upTo } from './scan.ts';
import { firstPlace } from './sorted.ts';

/** As few words as will do. Behind a number it passes no other figure: of "five sites, 10,000 calls a day" the number is 10,000. */
export function gap(
  words: number,
  next: Step,
  { signs, nearest }: { signs: boolean; nearest: boolean },
): Step {
  const from = (attempt: Attempt, start: number, place: number, left: number): number => {
    if (place > start) attempt.gaps.push({ start, end: place });
    const found = next(attempt, place);
    if (found !== NOWHERE) return found;
    if (place > start) attempt.gaps.pop();
    const { text, reach } = attempt;
    if (left === 0 || (nearest && isFigure(reach, place))) return NOWHERE;
    const end = upTo(WORD, text, place, reach.length);
    if (end === place) return NOWHERE;
    const last = upTo(BETWEEN, text, end, reach.length);
    for (let at = last; at > end; at--) {
      const after = from(attempt, start, at, left - 1);
      if (after !== NOWHERE || !signs) return after;
    }
    return NOWHERE;
  };
  return (attempt, place) => from(attempt, place, place, words);
}

/** The same where it is known at which places the part behind the gap can begin. */
export function gapBefore(opening: number, words: number, next: Step): Step {
  return (attempt, place) => {
    const { text, reach, marks } = attempt;
    const { wordAt, stretchAt } = text;
    const from = marks.placesOf(opening);
    const to = marks.endOf(opening);
    const { places } = marks;
    for (let at = firstPlace(places, from, to, place); at < to; at++) {
      const there = places[at] ?? reach.length;
      if (there >= reach.length || (wordAt[there] ?? 0) - (wordAt[place] ?? 0) > words) return NOWHERE;
      if (there === place) {
        const found = next(attempt, there);
        if (found !== NOWHERE) return found;
        continue;
      }
      if (stretchAt[there] !== stretchAt[place] || !isA(WORD, text, place)) return NOWHERE;
      if (!isA(BETWEEN, text, there - 1)) continue;
      attempt.gaps.push({ start: place, end: there });
      const found = next(attempt, there);
      if (found !== NOWHERE) return found;
      attempt.gaps.pop();
    }
    return NOWHERE;
  };
}

const FIGURE = /\d{2}|\d[.,]\d|\d[km]|\d (?:hundred|thousand|million|billion)/y;

function isFigure(text: string, place: number): boolean {
  FIGURE.lastIndex = place;
  return FIGURE.test(text);
}

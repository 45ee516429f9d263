import { NUMBER_PARTS, opensNumber, WORDED_NUMBERS } from './quantity.ts';

/** Finds what begins at one place of a text, and nowhere else. */
const at = (source: string): RegExp => new RegExp(`(?:${source})`, 'y');

const SIGN = /[$€£]/;
const DIGITS = at(NUMBER_PARTS.digits);
const GROUPS = at(NUMBER_PARTS.spaced);
const SCALE = at(NUMBER_PARTS.scale);
const MEASURE = at(NUMBER_PARTS.measure);
const WORDED = WORDED_NUMBERS.map(at);
const TENS = at(NUMBER_PARTS.tens);
const UNIT = at(NUMBER_PARTS.unit);
const HALF = at(NUMBER_PARTS.half);
const TIMES = at(NUMBER_PARTS.times);

/**
 * Where a number that begins at a place can end, the likeliest end first: "5 percent" may be read as "5", where the
 * phrase itself goes on with "percent". They are the ends that `NUMBER_PATTERN` of quantity.ts tries, in its order.
 * @param run the letters and digits from the place on, if there are any
 */
export function numberEnds(text: string, place: number, run: string | undefined): readonly number[] {
  const first = text.charAt(place);
  if (/[\d.$€£]/.test(first)) return digitEnds(text, SIGN.test(first) ? place + 1 : place);
  if (run === undefined || !opensNumber(run)) return [];
  const ends: number[] = [];
  for (const pattern of WORDED) {
    const end = endOf(pattern, text, place);
    if (end !== undefined) ends.push(end);
  }
  ends.push(...unitEnds(text, place));
  return ends;
}

function digitEnds(text: string, place: number): number[] {
  const ends: number[] = [];
  for (const base of [...groupEnds(text, place), ...pointEnds(text, place)])
    for (const scaled of withAndWithout(SCALE, text, base))
      for (const more of text[scaled] === '+' ? [scaled + 1, scaled] : [scaled])
        ends.push(...withAndWithout(MEASURE, text, more));
  return ends;
}

/** "12 000 500", also as "12 000". */
function groupEnds(text: string, place: number): number[] {
  const longest = endOf(GROUPS, text, place);
  if (longest === undefined) return [];
  const first = text.indexOf(' ', place);
  const ends: number[] = [];
  for (let end = longest; end > first; end -= ' 000'.length) ends.push(end);
  return ends;
}

/** "1,200.50", also as "1,200" and "1". */
function pointEnds(text: string, place: number): number[] {
  const longest = endOf(DIGITS, text, place);
  if (longest === undefined) return [];
  const ends = [longest];
  for (let end = longest - 1; end > place; end--) if (/[.,]/.test(text.charAt(end))) ends.push(end);
  return ends;
}

function unitEnds(text: string, place: number): number[] {
  const ends: number[] = [];
  for (const base of [endOf(TENS, text, place), endOf(UNIT, text, place)]) {
    if (base === undefined) continue;
    for (const half of withAndWithout(HALF, text, base)) {
      const scaled = [half];
      for (let end = endOf(TIMES, text, half); end !== undefined; end = endOf(TIMES, text, end))
        scaled.push(end);
      ends.push(...scaled.reverse().filter((end) => !/[a-z]/.test(text.charAt(end))));
    }
  }
  return ends;
}

function withAndWithout(pattern: RegExp, text: string, place: number): number[] {
  const end = endOf(pattern, text, place);
  return end === undefined ? [place] : [end, place];
}

function endOf(pattern: RegExp, text: string, place: number): number | undefined {
  pattern.lastIndex = place;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

import type { PhraseMatch } from '../text/phrase-search.ts';
import { readNumber } from '../text/quantity.ts';
import type { ReadableText } from '../text/readable.ts';
import { changeBetween, EXACTLY } from '../text/score.ts';
import type { Span } from '../text/sentences.ts';
import type { CompiledCue } from './lexicon.ts';

/** Whether the numbers of a match are as its cue wants them: within limits; up, level or down; more than another. */
export function numbersFit(
  { numbers, against, outweighs }: Partial<Pick<CompiledCue, 'numbers' | 'against' | 'outweighs'>>,
  match: PhraseMatch,
  readable: ReadableText,
  sentence: Span,
): boolean {
  const { scores, across, least, most } = numbers ?? {};
  const { text } = readable.searchable;
  const compares = (first: Span | undefined, second: Span | undefined, noise?: number): boolean => {
    const change = first && second && changeBetween(text, first, second, noise);
    return change !== undefined && scores?.includes(change) === true;
  };
  if (against) {
    const own = scoreOf(match);
    const told = against.find(readable.searchable, across ? undefined : sentence).map(scoreOf);
    const others = told.filter((other) => other?.start !== own?.start);
    const fits = others.map((other) => compares(other, own, EXACTLY));
    if (across ? !fits.includes(true) || fits.includes(false) : !fits.includes(true)) return false;
  } else if (scores && !compares(match.scores[0], match.scores[1])) return false;
  if (outweighs && !isMore(match.number, outweighs, readable)) return false;
  return (least === undefined && most === undefined) || withinLimits(match.number, text, least, most);
}

const scoreOf = ({ scores, number }: PhraseMatch): Span | undefined => scores[0] ?? number;

/**
 * Whether a number is so many times each one that phrases tell anywhere in the message: sums of money are told apart,
 * what is paid today in one sentence and what is offered in the next.
 */
function isMore(
  number: Span | undefined,
  { than, times }: NonNullable<CompiledCue['outweighs']>,
  { searchable }: ReadableText,
): boolean {
  const read = (place: Span) => readNumber(searchable.text.slice(place.start, place.end));
  const own = number && read(number);
  const told = than.flatMap((phrase) => phrase.find(searchable));
  const others = told.flatMap(({ number: other }) => {
    const value = other && other.start !== number?.start ? read(other) : undefined;
    return value === undefined ? [] : [value];
  });
  return own !== undefined && others.length > 0 && others.every((other) => own >= times * other);
}

/** A percentage counts as hundredths. */
function withinLimits(
  number: Span | undefined,
  text: string,
  least = Number.NEGATIVE_INFINITY,
  most = Number.POSITIVE_INFINITY,
): boolean {
  const written = number ? text.slice(number.start, number.end) : '';
  const read = readNumber(written);
  if (read === undefined) return false;
  const value = /%|percent|pct/.test(written) ? read / 100 : read;
  return value >= least && value <= most;
}

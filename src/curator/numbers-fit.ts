import type { PhraseMatch } from '../text/phrase-search.ts';
import { readNumber } from '../text/quantity.ts';
import type { ReadableText } from '../text/readable.ts';
import { changeBetween, EXACTLY } from '../text/score.ts';
import type { Span } from '../text/sentences.ts';
import type { CompiledCue } from './lexicon.ts';

/** Whether the numbers of a match are as its cue wants them: within limits; up, level or down. */
export function numbersFit(
  { numbers, against }: Partial<Pick<CompiledCue, 'numbers' | 'against'>>,
  match: PhraseMatch,
  readable: ReadableText,
  sentence: Span,
): boolean {
  const { scores, least, most } = numbers ?? {};
  const { text } = readable.searchable;
  const compares = (first: Span | undefined, second: Span | undefined, noise?: number): boolean => {
    const change = first && second && changeBetween(text, first, second, noise);
    return change !== undefined && scores?.includes(change) === true;
  };
  if (against) {
    const own = scoreOf(match);
    const others = against.find(readable.searchable, sentence).map(scoreOf);
    if (!others.some((other) => other?.start !== own?.start && compares(other, own, EXACTLY))) return false;
  } else if (scores && !compares(match.scores[0], match.scores[1])) return false;
  return (least === undefined && most === undefined) || withinLimits(match.number, text, least, most);
}

const scoreOf = ({ scores, number }: PhraseMatch): Span | undefined => scores[0] ?? number;

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

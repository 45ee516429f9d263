import type { Cue } from '../advisor/vocabulary.ts';
import type { PhraseMatch } from '../text/phrase.ts';
import { readNumber } from '../text/quantity.ts';
import { changeBetween } from '../text/score.ts';
import type { Searchable } from '../text/searchable.ts';

/** Whether the numbers of a match are as its cue wants them: its number within limits, its scores up, level or down. */
export function numbersFit(
  { scores, least, most }: Pick<Cue, 'scores' | 'least' | 'most'>,
  match: PhraseMatch,
  { text }: Searchable,
): boolean {
  if (scores) {
    const [first, second] = match.scores;
    const change = first && second && changeBetween(text, first, second);
    if (!change || !scores.includes(change)) return false;
  }
  if (least === undefined && most === undefined) return true;
  const value = match.number && readNumber(text.slice(match.number.start, match.number.end));
  if (value === undefined) return false;
  return value >= (least ?? Number.NEGATIVE_INFINITY) && value <= (most ?? Number.POSITIVE_INFINITY);
}

import type { Cue } from '../advisor/vocabulary.ts';
import { readNumber } from '../text/quantity.ts';
import type { Searchable } from '../text/searchable.ts';
import type { Span } from '../text/sentences.ts';

/** Whether a cue's number lies within its limits, a percentage as hundredths; true for a cue that sets none. */
export function withinLimits(
  { least, most }: Pick<Cue, 'least' | 'most'>,
  { text }: Searchable,
  number: Span | undefined,
): boolean {
  if (least === undefined && most === undefined) return true;
  const written = number ? text.slice(number.start, number.end) : '';
  const read = readNumber(written);
  if (read === undefined) return false;
  const value = /%|percent|pct/.test(written) ? read / 100 : read;
  return value >= (least ?? Number.NEGATIVE_INFINITY) && value <= (most ?? Number.POSITIVE_INFINITY);
}

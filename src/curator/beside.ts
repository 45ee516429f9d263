import type { PhraseMatch } from '../text/phrase.ts';
import { readNumber } from '../text/quantity.ts';
import type { ReadableText } from '../text/readable.ts';
import type { Span } from '../text/sentences.ts';
import type { CompiledCue } from './lexicon.ts';

/** Whether a sentence holds what a cue wants beside its own words, and nothing that it must not hold. */
export function fitsBeside(cue: Partial<CompiledCue>, { searchable }: ReadableText, sentence: Span): boolean {
  if (cue.unless?.standsIn(searchable, sentence)) return false;
  if (cue.near && !cue.near.standsIn(searchable)) return false;
  return cue.with?.every((phrase) => phrase.standsIn(searchable, sentence)) ?? true;
}

/** Whether the number of a match reaches, or misses, the number that its cue compares it with. */
export function comparesWell(
  cue: Partial<CompiledCue>,
  match: PhraseMatch,
  text: ReadableText,
  sentence: Span,
): boolean {
  const { reaches, misses } = cue;
  const compared = reaches ?? misses;
  if (!compared) return true;
  const own = numberOf(match, text);
  if (own === undefined) return false;
  return compared.find(text.searchable, sentence).some((other) => {
    const bar = numberOf(other, text);
    if (bar === undefined || other.number?.start === match.number?.start) return false;
    const [left, right] = inOneUnit(own, bar);
    return reaches ? left >= right : left < right;
  });
}

const numberOf = ({ number }: PhraseMatch, { searchable }: ReadableText): number | undefined =>
  number && readNumber(searchable.text.slice(number.start, number.end));

/** "0.85" against "90 %": a share and a percentage are told apart by their size. */
function inOneUnit(a: number, b: number): [number, number] {
  if (a <= 1 && b > 1) return [a * 100, b];
  return b <= 1 && a > 1 ? [a, b * 100] : [a, b];
}

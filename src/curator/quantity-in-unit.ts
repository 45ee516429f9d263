import type { Phrase } from '../text/phrase.ts';
import { readNumber } from '../text/quantity.ts';
import { clauseAt, type ReadableText, type Sentence } from '../text/readable.ts';
import type { Span } from '../text/sentences.ts';
import type { FactLexicon } from './lexicon.ts';

/**
 * A unit stands at most this many characters before its number, or anywhere behind it in the clause; where none does,
 * it opens the clause: "per day we handle 20,000".
 */
const BEFORE = 16;

/** Puts a number into its fact's unit by the words around it: "15,000 calls a day" are 450,000 calls a month. */
export function inUnit(
  fact: FactLexicon,
  value: number,
  place: Span,
  text: ReadableText,
  sentence: Sentence,
): number {
  const clause = clauseAt(sentence, place.start);
  const around = {
    start: Math.max(clause.start, place.start - BEFORE),
    end: Math.max(clause.end, place.end),
  };
  const unitIn = (part: Span) => fact.units.find(({ phrase }) => phrase.standsIn(text.searchable, part));
  const unit = unitIn(around) ?? unitIn({ start: clause.start, end: around.end });
  const written = text.text.slice(place.start, place.end);
  const share = isShare(fact, value, written, text.text.slice(around.start, around.end));
  const times = (unit && timesOf(unit.times, place, text)) ?? (share ? 100 : 1);
  return times === 1 ? value : Number((value * times).toPrecision(12));
}

/** "50 per class" and "12 classes", wherever that is told, are 600. */
function timesOf(times: number | Phrase, place: Span, { searchable }: ReadableText): number | undefined {
  if (typeof times === 'number') return times;
  const [told] = times.find(searchable);
  if (!told?.number || told.number.start === place.start) return undefined;
  return readNumber(searchable.text.slice(told.number.start, told.number.end));
}

/** "0.85" tells 85 % where the fact is told in shares as well; "0.85 %" and "one" do not. */
const isShare = ({ definition }: FactLexicon, value: number, written: string, around: string): boolean =>
  definition.type === 'number' &&
  definition.shares &&
  value > 0 &&
  value <= 1 &&
  /[.,]/.test(written) &&
  !around.includes('%');

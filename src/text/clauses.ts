import { allMatches } from './all-matches.ts';
import type { Span } from './sentences.ts';

/**
 * Where one statement of a sentence ends and another begins. A comma is none of these: "no reranker, hybrid search or
 * rewriting" is one statement; nor is a "since" that tells a time.
 */
const BORDER =
  /;|:(?=\s)|\s-\s|\(|\)|,?\s(?:but|however|although|though|whereas|while|because|since(?!\s(?:\d|q\d|last|then|yesterday|day one|launch|spring|summer|autumn|winter|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|the (?:start|beginning|launch)))|so that|yet|aber|obwohl|pero|aunque)\s|,\s(?:and|so|or|which|who|where|and then|then|we|i|it|they|our|my|the|there|und|wir|ich|y|nosotros)\s/giu;

/** Splits a sentence into clauses; spans are places in the whole text. */
export function clauses(text: string, sentence: Span): Span[] {
  const part = text.slice(sentence.start, sentence.end);
  const spans: Span[] = [];
  let start = 0;
  for (const border of allMatches(BORDER, part)) {
    if (border.index > start) spans.push({ start, end: border.index });
    // The word that opens a clause ("we") belongs to it; the comma, dash or bracket before it does not.
    start = border.index + (/^[,;:()\s-]+/.exec(border[0])?.[0].length ?? 0);
  }
  if (start < part.length) spans.push({ start, end: part.length });
  return spans.map((span) => ({ start: span.start + sentence.start, end: span.end + sentence.start }));
}

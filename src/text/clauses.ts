import type { Span } from './sentences.ts';

/**
 * Where one statement of a sentence ends and another begins. A comma is none of these: "no reranker, hybrid search or
 * rewriting" is one statement.
 */
const BORDER =
  /;|:(?=\s)|\s-\s|\(|\)|,?\s(?:but|however|although|though|whereas|while|because|since|so that|yet|aber|obwohl|pero|aunque)\s|,\s(?:and|so|or|which|who|where|and then|then|we|i|it|they|our|my|the|there|und|wir|ich|y|nosotros)\s/giu;

/** Splits a sentence into clauses; spans are places in the whole text. */
export function clauses(text: string, sentence: Span): Span[] {
  const part = text.slice(sentence.start, sentence.end);
  const spans: Span[] = [];
  let start = 0;
  for (const border of part.matchAll(BORDER)) {
    if (border.index > start) spans.push({ start, end: border.index });
    // The word that opens a clause ("we") belongs to it; the comma before it does not.
    start = border.index + (/^[,;:\s-]/.exec(border[0])?.[0].length ?? 0);
  }
  if (start < part.length) spans.push({ start, end: part.length });
  return spans.map((span) => ({ start: span.start + sentence.start, end: span.end + sentence.start }));
}

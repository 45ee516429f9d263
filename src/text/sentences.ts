/** A stretch of a text: `text.slice(start, end)`. */
export interface Span {
  start: number;
  end: number;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Endings that look like the end of a sentence and are not. */
const ABBREVIATION =
  /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|approx|ca|incl|no|nr|fig|eq|resp|z\.b|bzw|p\.ej|dr|mr|mrs|st)\.\s*$/i;
const LIST_MARK = /^\s*(?:\d{1,2}[.)]|[-*•])\s*$/;

/** In chat a sentence often begins with a small letter; the standard rules see no border there. */
const CASUAL_BORDER = /[.!?…]+["')\]]*\s+(?=[\p{Ll}\d~$€(])/gu;

/** Splits a text into its sentences. Lines are sentences of their own. Spans have no white space at their ends. */
export function sentences(text: string): Span[] {
  const spans: Span[] = [];
  let open: number | undefined;
  const push = (end: number): void => {
    const span = trimmed(text, open ?? end, end);
    if (span) spans.push(span);
    open = undefined;
  };
  for (const border of borders(text)) {
    open ??= spans.at(-1)?.end ?? 0;
    const soFar = text.slice(open, border);
    if (border < text.length && (ABBREVIATION.test(soFar) || LIST_MARK.test(soFar))) continue;
    push(border);
  }
  return spans;
}

/** Where sentences may end, in order, the end of the text included. */
function borders(text: string): number[] {
  const found = new Set<number>([text.length]);
  for (const { segment, index } of segmenter.segment(text)) {
    found.add(index + segment.length);
    for (const border of segment.matchAll(CASUAL_BORDER)) found.add(index + border.index + border[0].length);
  }
  return [...found].sort((a, b) => a - b);
}

function trimmed(text: string, start: number, end: number): Span | undefined {
  const part = text.slice(start, end);
  const content = part.trim();
  if (content === '') return undefined;
  const from = start + part.indexOf(content);
  return { start: from, end: from + content.length };
}

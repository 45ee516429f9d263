import { allMatches } from './all-matches.ts';

/** A stretch of a text: `text.slice(start, end)`. */
export interface Span {
  start: number;
  end: number;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Endings that look like the end of a sentence and are not. */
const ABBREVIATION =
  /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|approx|ca|incl|no|nr|fig|eq|resp|z\.b|bzw|p\.ej|dr|mr|mrs|st)\.\s*$/i;
/** So many characters at the end tell whether it is one of these. */
const ABBREVIATION_LENGTH = 12;
/** "<!channel>" is one thing, whatever its signs are. */
const MENTION = /<[!@#][^<>\s]{0,80}$/;
/** An address, up to a sign within it that would end a sentence elsewhere. */
const WITHIN_ADDRESS = /(?:https?:\/\/|www\.)\S{1,500}$/i;
const LONGEST_ADDRESS = 500;
const LIST_MARK = /^\s*(?:\d{1,2}[.)]|[-*•])\s*$/;

/** `a "prohibited item?" check` is one sentence: what is called so goes on. What somebody asked, word for word, does not. */
const CITED_QUESTION = /(?:^|\s)(?:an?|the|this|our)\s(["'])[^"'?!]*[?!]\1[ \t]+$/i;
const LONGEST_CITED = 80;

/** In chat a sentence often begins with a small letter; the standard rules see no border there. */
const CASUAL_BORDER = /(?<![.!?…])[.!?…]+["')\]]*\s+(?=[\p{Ll}\d~$€(])/gu;

/** Splits a text into its sentences. Lines are sentences of their own. Spans have no white space at their ends. */
export function sentences(text: string): Span[] {
  const spans: Span[] = [];
  let open: number | undefined;
  const push = (end: number): void => {
    spans.push(...pieces(text, open ?? end, end));
    open = undefined;
  };
  for (const border of borders(text)) {
    open ??= spans.at(-1)?.end ?? 0;
    const soFar = text.slice(open, border);
    if (
      border < text.length &&
      (ABBREVIATION.test(soFar.slice(-ABBREVIATION_LENGTH)) ||
        LIST_MARK.test(soFar) ||
        MENTION.test(soFar) ||
        (CITED_QUESTION.test(soFar.slice(-LONGEST_CITED)) && /[\p{Ll}]/u.test(text[border] ?? '')) ||
        (/\S/.test(text[border] ?? ' ') && WITHIN_ADDRESS.test(soFar.slice(-LONGEST_ADDRESS))))
    )
      continue;
    push(border);
  }
  return spans;
}

/** Where sentences may end, in order, the end of the text included. */
function borders(text: string): number[] {
  const found = new Set<number>([text.length]);
  for (const { segment, index } of segmenter.segment(text)) {
    found.add(index + segment.length);
    for (const border of allMatches(CASUAL_BORDER, segment))
      found.add(index + border.index + border[0].length);
  }
  return [...found].sort((a, b) => a - b);
}

/** Nobody writes a sentence this long; what looks like one is taken in pieces, so that it is read in good time. */
const LONGEST = 1000;

function pieces(text: string, start: number, end: number): Span[] {
  const spans: Span[] = [];
  for (let from = start; from < end; ) {
    let to = Math.min(end, from + LONGEST);
    const space = text.lastIndexOf(' ', to);
    if (to < end && space > from) to = space;
    const span = trimmed(text, from, to);
    if (span) spans.push(span);
    from = to;
  }
  return spans;
}

function trimmed(text: string, start: number, end: number): Span | undefined {
  const part = text.slice(start, end);
  const content = part.trim();
  if (content === '') return undefined;
  const from = start + part.indexOf(content);
  return { start: from, end: from + content.length };
}

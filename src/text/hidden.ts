import type { Span } from './sentences.ts';

/**
 * Text that people do not see or did not say to us: comments, notes in brackets that pretend to come from a system,
 * turns of an invented dialogue, blocks of code. It states nothing about the team.
 */
const HIDDEN: readonly RegExp[] = [
  /<!--[\s\S]*?(?:-->|$)/g,
  /&lt;!--[\s\S]*?(?:--&gt;|$)/g,
  /\[{1,3}\s*(?:system|admin|developer|assistant|owner|internal|note to|instruction|inst|hidden)\b[^\]]*(?:\]+|$)/gi,
  /<\|[^\n]*/g,
  /(?:^|\n)[ \t]*(?:system|assistant|developer)[ \t]*:[^\n]*/gi,
  /(?:^|\n)[ \t]*(?:&gt;|>)[^\n]*/g,
  /```[\s\S]*?(?:```|$)/g,
  /<(script|style|system|instructions?)\b[\s\S]*?(?:<\/\1>|$)/gi,
];

/** The hidden stretches of a text, in order, without overlaps. */
export function hiddenSpans(text: string): Span[] {
  const found = HIDDEN.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length })),
  ).sort((a, b) => a.start - b.start);
  const merged: Span[] = [];
  for (const span of found) {
    const last = merged.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else merged.push({ ...span });
  }
  return merged;
}

/** The text with its hidden stretches blanked, at unchanged places. */
export function blankHidden(text: string): string {
  let blanked = text;
  for (const { start, end } of hiddenSpans(text)) {
    // A full stop keeps what stands before and after from becoming one sentence.
    blanked = `${blanked.slice(0, start)}${'.'.padEnd(end - start)}${blanked.slice(end)}`;
  }
  return blanked;
}

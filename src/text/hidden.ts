import { allMatches } from './all-matches.ts';
import type { Span } from './sentences.ts';

/** What may stand before a note at the beginning of a line: marks of emphasis, and whom it is addressed to. */
const LINE = '(?<=^|\\n)(?:[ \\t#*]|<@[^>\\n]{0,40}>)*';

/** Who speaks in notes that pretend to come from above. */
const ABOVE = '(?:system|admin|administrator|developer|assistant|owner|maintainer)';

/**
 * Text that people do not see or did not say to us: comments, notes in brackets that pretend to come from a system,
 * turns of an invented dialogue, blocks of code, records of a program, ciphers. It states nothing about the team.
 * Before each stands a sign that it cannot do without, where there is one: nearly all texts lack it, which is soon seen.
 */
const HIDDEN: readonly (readonly [sign: string | ((text: string) => boolean), pattern: RegExp])[] = [
  ['<!--', /<!--[\s\S]*?(?:-->|$)/g],
  ['&lt;!--', /&lt;!--[\s\S]*?(?:--&gt;|$)/g],
  [
    '[',
    /\[{1,3}\s*(?:system|admin|developer|assistant|owner|internal|note to|instruction|inst|hidden)\b[^\]]*(?:\]+|$)/gi,
  ],
  ['<|', /<\|im_start\|>[\s\S]*?(?:<\|im_end\|>|$)/g],
  ['<|', /<\|[^\n]*/g],
  // Tags of a template, and a line under a name of a program's own: ASSISTANT_MEMORY: …
  ['{', /\{\{[#/]?\s*\w+[^{}\n]{0,40}\}\}[^\n]*/g],
  ['_', new RegExp(`${LINE}[A-Z]{2,30}(?:_[A-Z]{2,30}){1,5}\\s{0,3}:[^\\n]*`, 'g')],
  [
    'BEGIN ',
    /\bBEGIN (?:TRUSTED|SYSTEM|ADMIN|VERIFIED|PRIVILEGED|INTERNAL)\b[\s\S]*?(?:\bEND (?:TRUSTED|SYSTEM|ADMIN|VERIFIED|PRIVILEGED|INTERNAL)\b[^\n]*|$)/g,
  ],
  ['[INST]', /\[INST\][\s\S]*?(?:\[\/INST\]|$)/g],
  ['<<SYS>>', /<<SYS>>[\s\S]*?(?:<<\/SYS>>|$)/g],
  [':', new RegExp(`${LINE}(?:system|assistant|developer)[ \\t]*:[^\\n]*`, 'gi')],
  [
    '',
    new RegExp(
      `${LINE}${ABOVE}[ \\t-]*(?:note|notice|message|prompt|override|update|instructions?|hint)\\b[^\\n]*`,
      'gi',
    ),
  ],
  [
    ':',
    new RegExp(
      `${LINE}(?:system-?(?:hinweis|nachricht|meldung)|(?:nota|mensaje|aviso) del (?:sistema|administrador)|(?:note|message) (?:du )?système|(?:nota|messaggio) (?:di|del) sistema)[ \\t]*:[^\\n]*`,
      'gi',
    ),
  ],
  ['', /(?:^|\n)[ \t]*(?:&gt;|>)[^\n]*/g],
  ['```', /```[\s\S]*?(?:```|$)/g],
  [
    '<',
    /<(script|style|system|instructions?|facts?|route|verdict|messages?|standing)\b[\s\S]*?(?:<\/\1>|$)/gi,
  ],
  // A picture or a link in Markdown, as a program writes it.
  ['![', /!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)/g],
  // A record in JSON, to its end on the line.
  ['{', /\{\s*"[^"\n]{0,40}"\s*:(?:[^\n]*\}|[^\n]*)/g],
  // Settings of a program: names_with_a_line=value, or several in a row. "chunk_size=1500" is how engineers talk.
  ['=', /\b[a-z]+(?:_[a-z]+)+\s{0,3}=\s{0,3}(?![\d.])[^\s;,]+/g],
  ['=', /\b[a-z]+\s{0,3}=\s{0,3}(?:true|false)\b/gi],
  ['=', /(?:\b[a-z_]{1,40}\s{0,3}=\s{0,3}(?![\d.])[^\s;,]{1,60}\s{0,3}[;,]\s{0,3}){2,}[^\n]*/gi],
  // Written backwards by signs that turn the direction.
  ['', /[\u202d\u202e][^\u202c\n]*\u202c?/g],
  // Ciphers: base64, and what is escaped for addresses.
  [hasLongRun, /(?<![A-Za-z0-9+/])(?=[A-Za-z0-9+/]*\d)[A-Za-z0-9+/]{40,}={0,2}/g],
  ['%', /(?<!\S)(?=\S*%[0-9A-F]{2}\S*%[0-9A-F]{2})\S+/gi],
];

/** So many signs of base64 in a row are no word. */
const LONG_RUN = 40;

/** Whether that many stand in a row. One of so many characters is looked at: each such run holds one of them. */
function hasLongRun(text: string): boolean {
  for (let place = LONG_RUN - 1; place < text.length; place += LONG_RUN) {
    let start = place;
    while (start >= 0 && isOfBase64(text.charCodeAt(start))) start--;
    let end = place;
    while (isOfBase64(text.charCodeAt(end))) end++;
    if (end - start > LONG_RUN) return true;
  }
  return false;
}

const isOfBase64 = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) ||
  (code >= 0x41 && code <= 0x5a) ||
  (code >= 0x2f && code <= 0x39) ||
  code === 0x2b;

/** The hidden stretches of a text, in order, without overlaps. */
export function hiddenSpans(text: string): Span[] {
  const found: Span[] = [];
  for (const [sign, pattern] of HIDDEN) {
    if (typeof sign === 'string' ? !text.includes(sign) : !sign(text)) continue;
    for (const { index, 0: hidden } of allMatches(pattern, text))
      found.push({ start: index, end: index + hidden.length });
  }
  found.sort((a, b) => a.start - b.start);
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

/** Text made comparable, and for each of its characters the place in the original that it came from. */
export interface Normalised {
  text: string;
  /** `origin[i]` is where character `i` begins in the original; one more entry marks the end. */
  origin: readonly number[];
}

const ESCAPES = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
]);

const SAME = new Map([
  ...[...'‘’‚‛′`´'].map((quote): [string, string] => [quote, "'"]),
  ...[...'“”„‟«»″'].map((quote): [string, string] => [quote, '"']),
  ...[...'‐‑‒–—―−'].map((dash): [string, string] => [dash, '-']),
  // Their compatibility forms would make "2½" read as 21 over 2.
  ['½', '.5'],
  ['¼', '.25'],
  ['¾', '.75'],
]);

/** A power or the mark of a footnote; its compatibility form would make "800²" read as 8002. */
const SUPERSCRIPT = /^[⁰¹²³⁴-⁹]$/;

/**
 * Characters that are not seen and say nothing: soft hyphen, zero-width space and joiners, byte order mark, marks of
 * direction, variation selectors, and tags, in which whole invisible sentences can be written.
 */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;

/** What belongs to the character before it: accents typed as signs of their own, the later parts of Korean syllables. */
const GOES_ON = /^[\p{M}\u1160-\u11ff]/u;
/** Vowels of the Kirat Rai script: the only letters that become one with a letter. */
const VOWEL_OF_TWO = /[\u{16d63}\u{16d67}\u{16d69}]\u{16d67}$/u;

/** Whether a character belongs to what was seen before it; also in another width, as Japanese and Korean have it. */
const goesOn = (seen: string, character: string): boolean =>
  character > '\u007f' && (GOES_ON.test(character.normalize('NFKC')) || VOWEL_OF_TWO.test(seen + character));

/**
 * Makes two ways of typing the same thing equal: Unicode compatibility forms (NFKC), quote marks, dashes, runs of
 * white space, Slack's escapes. Keeps for each character where it came from, so that the original can be shown.
 */
export function normalise(original: string): Normalised {
  let text = '';
  // Most texts are as long as what is made of them: a list that grows would be made several times.
  const origin = new Array<number>(original.length + 1);
  let count = 0;
  for (let at = 0; at < original.length; ) {
    const plainUpTo = endOfPlain(original, at, isSpace(text.at(-1) ?? ' '));
    if (plainUpTo > at) {
      text += original.slice(at, plainUpTo);
      while (at < plainUpTo) origin[count++] = at++;
      continue;
    }
    const { length, replacement } = readOne(original, at);
    for (const character of replacement) {
      if (isSpace(character) && (text === '' || isSpace(text.at(-1)))) {
        // A run of white space is one space, or one line end if there is any in it.
        if (character === '\n' && text !== '') text = `${text.slice(0, -1)}\n`;
        continue;
      }
      text += character;
      for (let unit = 0; unit < character.length; unit++) origin[count++] = at;
    }
    at += length;
  }
  if (isSpace(text.at(-1))) {
    text = text.slice(0, -1);
    count--;
  }
  origin[count++] = original.length;
  origin.length = count;
  return { text, origin };
}

/** Where plain words end that begin at a place, with single spaces between them. It spares nearly all of the work. */
function endOfPlain(original: string, start: number, behindSpace: boolean): number {
  if (behindSpace && original[start] === ' ') return start;
  PLAIN.lastIndex = start;
  return PLAIN.test(original) ? PLAIN.lastIndex : start;
}

/**
 * Letters, digits and signs that stand for themselves, where nothing that belongs to them follows: not "&" and "`". So many
 * at once, for the expression remembers each of them.
 */
const PLAIN = /(?: ?[!-%'-_a-~](?![\u007f-\uffff])){1,4096}/y;

const isSpace = (character: string | undefined): boolean => character === ' ' || character === '\n';

/** Small letters at unchanged places: of a letter that would become two (İ) only the first is kept. */
export const lowerCase = (text: string): string => {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return Array.from(text, (character) => character.toLowerCase().slice(0, character.length)).join('');
};

/** A normalised text for comparing: line ends count as spaces. Places stay the same. */
export const flat = (text: string): string => text.replace(/\n/g, ' ');

/** One character with all that belongs to it, so that "é" is the same whether it was typed as one sign or as two. */
function readOne(original: string, at: number): { length: number; replacement: string } {
  const alone = readAlone(original, at);
  if (alone !== undefined) return { length: 1, replacement: alone };
  if (original[at] === '&') {
    for (const [escaped, plain] of ESCAPES) {
      if (original.startsWith(escaped, at)) return { length: escaped.length, replacement: plain };
    }
  }
  let length = 0;
  let seen = '';
  let character = characterAt(original, at);
  do {
    length += character.length;
    if (!INVISIBLE.test(character)) seen += character;
    character = characterAt(original, at + length);
  } while (goesOn(seen, character) || INVISIBLE.test(character));
  const whole = seen.normalize('NFC');
  if (SUPERSCRIPT.test(whole)) return { length, replacement: `^${whole.normalize('NFKC')}` };
  const compatible = SAME.get(whole) ?? whole.normalize('NFKC');
  return { length, replacement: Array.from(compatible, plain).join('') };
}

/** The same for signs that stand for themselves, where nothing that belongs to them follows; undefined for others. */
function readAlone(original: string, at: number): string | undefined {
  const character = original.charAt(at);
  if (character === '&' || original.charAt(at + 1) >= '\u007f') return undefined;
  return SAME.has(character) || character < '\u007f' ? plain(character) : undefined;
}

const characterAt = (text: string, at: number): string => String.fromCodePoint(text.codePointAt(at) ?? 0);

function plain(character: string): string {
  if (/[\n\r\u2028\u2029]/u.test(character)) return '\n';
  return SAME.get(character) ?? character.replace(/\s/u, ' ');
}

/** The part of the original behind characters `start` to `end` of its normalised text. */
export function originalPart(original: string, normalised: Normalised, start: number, end: number): string {
  const from = normalised.origin[start] ?? original.length;
  const to = end > start ? (normalised.origin[end] ?? original.length) : from;
  return original.slice(from, to).trim();
}

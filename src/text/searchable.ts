import { BETWEEN, isLetter, putCharacterKinds, WORD } from './character-kinds.ts';
import { lowerCase } from './normalise.ts';
import { opensNumber } from './quantity.ts';

/** A text made ready for phrases to be looked for in, with an index of where its words begin. */
export interface Searchable {
  text: string;
  /** No other text has it: what is remembered of a text by its number does not keep the text itself. */
  serial: number;
  /** The runs of letters and digits, in order. */
  runs: readonly string[];
  /** Where each of them begins. */
  runPlaces: readonly number[];
  /** Where all other signs stand but white space. */
  signPlaces: readonly number[];
  /** The code of each character. */
  codes: Uint16Array;
  /** What each character is, as character-kinds.ts has it. */
  kinds: Uint8Array;
  /** The number of the sentence that each character belongs to, 0 for the first; no phrase reaches over two. */
  sentenceAt: Uint32Array;
  /** The number of the word that each character belongs to or stands behind; what may stand between words parts them. */
  wordAt: Uint32Array;
  /** The number of the stretch that each character belongs to; what can stand neither in a word nor between two parts them. */
  stretchAt: Uint32Array;
  /** Where numbers begin, in digits or words. */
  numbers: readonly number[];
  /** Where a number that begins at a place can end, as far as that was asked before. */
  numberEnds: Map<number, readonly number[]>;
}

/** What no phrase matches over: it stands between sentences. */
export const SENTENCE_BORDER = '\u2029';

/** Makes a normalised text ready. */
export const searchable = (normalised: string): Searchable => index(comparable(normalised));

/**
 * Small letters; hyphens, slashes and marks of emphasis as spaces, arrows and the hyphens of ranges as one sign.
 * Places stay those of the normalised text.
 */
export function comparable(normalised: string): string {
  // A slash stays between digits, where it makes a ratio.
  const arrows = lowerCase(normalised).replace(/[-=]+>/g, (arrow) => '→'.padStart(arrow.length));
  // A hyphen between digits makes a range: as a space, "250-300" would be one number.
  const ranges = arrows.replace(/(?<=\d)-(?=\d)/g, '=');
  return ranges.replace(/[-_*`~|<>[\]{}\n]|\/(?! ?\d)|(?<!\d ?)\//g, ' ');
}

let serials = 0;

const SPACE = 0x20;
const BEFORE_NUMBER = /[$€£.]/;

/** Indexes a text that is ready already. */
export function index(text: string): Searchable {
  const lists = listsFor(text.length);
  const { kinds, codes } = lists;
  putCharacterKinds(text, kinds);
  putCodes(text, lists.codes);
  putWordNumbers(lists);
  putSentenceNumbers(text, lists.sentenceAt);
  const runs: string[] = [];
  const runPlaces: number[] = [];
  const signPlaces: number[] = [];
  const numbers: number[] = [];
  for (let place = 0; place < kinds.length; ) {
    if (!isLetter(kinds, place)) {
      if ((codes[place] ?? 0) > SPACE) signPlaces.push(place);
      place++;
      continue;
    }
    let end = place + 1;
    while (isLetter(kinds, end)) end++;
    const run = text.slice(place, end);
    runs.push(run);
    runPlaces.push(place);
    if (opensNumber(run)) {
      // "$5" begins at its sign, ".85" at its point.
      for (const sign of [place - 2, place - 1])
        if (sign >= 0 && BEFORE_NUMBER.test(text.charAt(sign))) numbers.push(sign);
      numbers.push(place);
    }
    place = end;
  }
  return {
    text,
    serial: ++serials,
    runs,
    runPlaces,
    signPlaces,
    codes,
    kinds,
    wordAt: lists.wordAt,
    stretchAt: lists.stretchAt,
    sentenceAt: lists.sentenceAt,
    numbers,
    numberEnds: new Map(),
  };
}

/** The letters and digits from a place on, as far as they go; undefined where there are none. */
export function runAt({ text, kinds }: Searchable, place: number): string | undefined {
  if (!isLetter(kinds, place)) return undefined;
  let end = place + 1;
  while (isLetter(kinds, end)) end++;
  return text.slice(place, end);
}

type Lists = Pick<Searchable, 'codes' | 'kinds' | 'sentenceAt' | 'wordAt' | 'stretchAt'>;

/** What is told of each character, in one piece of memory: most texts are short, and to get five would take longer. */
function listsFor(length: number): Lists {
  const buffer = new ArrayBuffer(15 * length);
  return {
    sentenceAt: new Uint32Array(buffer, 0, length),
    wordAt: new Uint32Array(buffer, 4 * length, length),
    stretchAt: new Uint32Array(buffer, 8 * length, length),
    codes: new Uint16Array(buffer, 12 * length, length),
    kinds: new Uint8Array(buffer, 14 * length, length),
  };
}

function putCodes(text: string, codes: Uint16Array): void {
  for (let place = 0; place < text.length; place++) codes[place] = text.charCodeAt(place);
}

function putSentenceNumbers(text: string, sentenceAt: Uint32Array): void {
  let number = 0;
  let from = 0;
  for (
    let border = text.indexOf(SENTENCE_BORDER);
    border !== -1;
    border = text.indexOf(SENTENCE_BORDER, from)
  ) {
    sentenceAt.fill(number++, from, border + 1);
    from = border + 1;
  }
  sentenceAt.fill(number, from);
}

function putWordNumbers({ kinds, wordAt, stretchAt }: Lists): void {
  let word = 0;
  let stretch = 0;
  let before = 0;
  for (let place = 0; place < kinds.length; place++) {
    const kind = kinds[place] ?? 0;
    if ((kind & BETWEEN) === 0 && (before & BETWEEN) !== 0) word++;
    if ((kind & (BETWEEN | WORD)) === 0) stretch++;
    wordAt[place] = word;
    stretchAt[place] = stretch;
    before = kind;
  }
}

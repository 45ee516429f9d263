import type { Opening } from './phrase-opening.ts';

/** A text made ready for phrases to be looked for in, with an index of where its words begin. */
export interface Searchable {
  text: string;
  /** Where each word begins; a word that begins with a sign (`$`, `.`) stands there with and without it. */
  places: ReadonlyMap<string, readonly number[]>;
  /** The words, sorted, for looking up beginnings of words. */
  sorted: readonly string[];
  /** Where numbers begin, in digits or words. */
  numbers: readonly number[];
}

/** What no phrase matches over: it stands between sentences. */
export const SENTENCE_BORDER = '\u2029';

const WORD = /[^\s,;:()"/]+/gu;
const OPENS_NUMBER =
  /^(?:[$€£.]?\d|(?:a|half|few|several|couple|tens|dozens|hundreds|thousands|millions|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)$)/;

/**
 * Makes a normalised text ready: small letters; hyphens, slashes and marks of emphasis as spaces. Places stay those of
 * the normalised text.
 */
export function searchable(normalised: string): Searchable {
  const lower = normalised.toLowerCase();
  // A few letters change length in lower case (İ); then the places would no longer agree.
  const same = lower.length === normalised.length ? lower : normalised;
  // A slash stays between digits, where it makes a ratio.
  return index(same.replace(/[-_*`~|<>[\]{}\n]|\/(?!\d)|(?<!\d ?)\//g, ' '));
}

/** Indexes a text that is ready already. */
export function index(text: string): Searchable {
  const places = new Map<string, number[]>();
  const numbers: number[] = [];
  const add = (word: string, place: number): void => {
    const known = places.get(word);
    if (known) known.push(place);
    else places.set(word, [place]);
  };
  for (const match of text.matchAll(WORD)) {
    const whole = match[0].replace(/[.!?'’…]+$/u, '');
    if (whole === '') continue;
    const bare = whole.replace(/^[^\p{L}\p{N}]+/u, '');
    add(whole, match.index);
    if (bare !== whole && bare !== '') add(bare, match.index + whole.length - bare.length);
    if (OPENS_NUMBER.test(whole)) numbers.push(match.index);
    if (bare !== whole && OPENS_NUMBER.test(bare)) numbers.push(match.index + whole.length - bare.length);
  }
  return { text, places, sorted: [...places.keys()].sort(), numbers };
}

/** Where a phrase that begins so could stand, in the order of the text. */
export function candidates(text: Searchable, opening: Opening): readonly number[] {
  const found = new Set<number>(opening.number ? text.numbers : []);
  const take = (word: string): void => {
    for (const place of text.places.get(word) ?? []) found.add(place);
  };
  if (opening.anything) for (const word of text.sorted) take(word);
  else {
    if (opening.words.size < text.sorted.length) for (const word of opening.words) take(word);
    else for (const word of text.sorted) if (opening.words.has(word)) take(word);
    for (const stem of opening.stems) {
      for (let at = lowerBound(text.sorted, stem); text.sorted[at]?.startsWith(stem); at++)
        take(text.sorted[at] ?? '');
    }
  }
  return [...found].sort((a, b) => a - b);
}

/** The first place in a sorted list whose word does not come before `word`. */
function lowerBound(sorted: readonly string[], word: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? '') < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

import { BETWEEN_SIGNS } from './character-kinds.ts';
import { isEmptyWord } from './content-words.ts';
import { canBeNothing, DIGITS, type PhraseNode } from './phrase-syntax.ts';

/**
 * How a phrase can begin, so that it is tried only where it can stand: with which runs of letters and digits, and how
 * many signs stand before the run (".net" has one).
 */
export interface Opening {
  runs: ReadonlyMap<string, ReadonlySet<number>>;
  /** Runs that may go on: "tun*". */
  stems: ReadonlyMap<string, ReadonlySet<number>>;
  /** Signs that are words of their own: "→". */
  signs: ReadonlySet<string>;
  number: boolean;
  /** Nothing is known of its beginning. */
  anywhere: boolean;
}

const known = new WeakMap<PhraseNode, Opening>();

/** How a phrase can begin. Parts that phrases share are gone through once. */
export function openingOf(node: PhraseNode): Opening {
  const opening = known.get(node) ?? findOpening(node);
  known.set(node, opening);
  return opening;
}

type WordNode = Extract<PhraseNode, { kind: 'word' }>;

/** How a word begins: with a run behind so many signs, with nothing but signs, with a number, or nobody knows. */
type Head =
  | { run: string; signs: ReadonlySet<number>; goesOn: boolean }
  | { sign: string }
  | 'number'
  | 'anywhere';

const heads = new WeakMap<WordNode, Head>();

/** Most words stand in many phrases. */
function headOf(word: WordNode): Head {
  const head = heads.get(word) ?? findHead(word);
  heads.set(word, head);
  return head;
}

function findHead({ stem: written, open }: WordNode): Head {
  const [stem = '', ...digits] = written.split(DIGITS);
  const run = /[\p{L}\p{N}]+/u.exec(stem);
  if (run) {
    const goesOn = (open || digits.length > 0) && run.index + run[0].length === stem.length;
    return { run: run[0], signs: new Set([run.index]), goesOn };
  }
  if (digits.length > 0) return /^[$€£.]?$/.test(stem) ? 'number' : 'anywhere';
  const sign = stem.charAt(0);
  return sign === '' ? 'anywhere' : { sign };
}

function findOpening(node: PhraseNode): Opening {
  const runs = new Map<string, ReadonlySet<number>>();
  const stems = new Map<string, ReadonlySet<number>>();
  const signs = new Set<string>();
  let number = false;
  let anywhere = false;
  const visitWord = (word: WordNode): void => {
    const head = headOf(word);
    if (head === 'number') number = true;
    else if (head === 'anywhere') anywhere = true;
    else if ('sign' in head) signs.add(head.sign);
    else {
      const known = head.goesOn ? stems : runs;
      const before = known.get(head.run);
      known.set(head.run, before ? new Set([...before, ...head.signs]) : head.signs);
    }
  };
  const visit = (part: PhraseNode): void => {
    switch (part.kind) {
      case 'gap':
        anywhere = true;
        break;
      case 'number':
      case 'ratio':
      case 'score':
        number = true;
        break;
      case 'word':
        visitWord(part);
        break;
      case 'choice':
        for (const branch of part.branches) visitBranch(branch);
        break;
    }
  };
  const visitBranch = (branch: readonly PhraseNode[]): void => {
    for (const part of branch) {
      visit(part);
      if (!canBeNothing(part)) return;
    }
  };
  visit(node);
  return { runs, stems, signs, number, anywhere };
}

/** A part of a wording that must stand in a text. */
export interface NeededPart {
  opening: Opening;
  /** At most so many words may lie between the beginning of the needed part before it, or of the wording, and its own. */
  reach: number;
}

/** How a wording begins, and the parts that must stand behind its beginning, as far as it is known how they begin. */
export interface Needs {
  first: Opening;
  needed: readonly NeededPart[];
}

/** Finds out what a wording needs. */
export function openingsOf(parts: readonly PhraseNode[]): Needs {
  const first = openingOf(wording(parts));
  const needed: NeededPart[] = [];
  let reach = 0;
  for (const [index, part] of parts.entries()) {
    const opening = openingOf(part);
    const isFirst = index === 0 && !canBeNothing(part);
    if (!canBeNothing(part) && !opening.anywhere) {
      // The wording as a whole begins as its first part does: one number does for both.
      needed.push({ opening: isFirst ? first : opening, reach });
      reach = 0;
    }
    reach += mostWords(part);
  }
  return { first, needed };
}

/** Numbers in words are long: "two million three hundred and fifty thousand". Nobody writes longer ones. */
const WORDS_OF_NUMBER = 16;
/** "44 out of the 50". */
const WORDS_OF_SCORE = 6;

const lengths = new WeakMap<PhraseNode, number>();

/** How many words of a text a part can take. */
function mostWords(node: PhraseNode): number {
  const known = lengths.get(node) ?? countWords(node);
  lengths.set(node, known);
  return known;
}

function countWords(node: PhraseNode): number {
  switch (node.kind) {
    case 'gap':
      return node.words;
    case 'number':
    case 'ratio':
      return WORDS_OF_NUMBER;
    case 'score':
      return WORDS_OF_SCORE;
    case 'word':
      // A sign between two words counts as one: the next word begins behind it.
      return (
        Math.max(1, node.stem.split(BETWEEN_WORDS).filter(Boolean).length) +
        (node.stem.includes(DIGITS) ? WORDS_OF_NUMBER : 0)
      );
    case 'choice':
      return Math.max(
        ...node.branches.map((branch) => branch.reduce((sum, part) => sum + mostWords(part), 0)),
      );
  }
}

const BETWEEN_WORDS = new RegExp(`[${BETWEEN_SIGNS}]+`, 'u');

const wording = (parts: readonly PhraseNode[]): PhraseNode => {
  const [first] = parts;
  return first && !canBeNothing(first) ? first : { kind: 'choice', branches: [[...parts]], optional: false };
};

/** Of several openings the one that the fewest texts have a word for, as far as that can be told without texts. */
export function rarest(openings: readonly [Opening, ...Opening[]]): Opening {
  return openings.reduce((best, each) => (commonnessOf(each) < commonnessOf(best) ? each : best));
}

/** The more, the more texts have a word for an opening, as far as that can be told without texts. */
export function commonnessOf({ runs, stems, signs, number, anywhere }: Opening): number {
  if (anywhere) return Number.POSITIVE_INFINITY;
  const words = [...runs.keys(), ...stems.keys()].reduce(
    (sum, word) => sum + (isEmptyWord(word) ? 20 : 1),
    0,
  );
  return words + stems.size + signs.size * 20 + (number ? 20 : 0);
}

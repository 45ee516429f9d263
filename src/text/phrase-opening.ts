import { canBeNothing, DIGITS, type PhraseNode } from './phrase-syntax.ts';

/**
 * How a phrase can begin, so that it is tried only where it can stand: with which runs of letters and digits, and how
 * many signs stand before the run (".net" has one).
 */
export interface Opening {
  runs: ReadonlyMap<string, ReadonlySet<number>>;
  /** Runs that may go on: "tun*". */
  stems: ReadonlyMap<string, ReadonlySet<number>>;
  number: boolean;
  /** Nothing is known of its beginning. */
  anywhere: boolean;
}

/** How a phrase can begin. */
export function openingOf(node: PhraseNode): Opening {
  const runs = new Map<string, Set<number>>();
  const stems = new Map<string, Set<number>>();
  let number = false;
  let anywhere = false;
  const visitWord = (written: string, open: boolean): void => {
    const [stem = '', ...digits] = written.split(DIGITS);
    const run = /[\p{L}\p{N}]+/u.exec(stem);
    if (run) {
      const goesOn = (open || digits.length > 0) && run.index + run[0].length === stem.length;
      const known = goesOn ? stems : runs;
      known.set(run[0], (known.get(run[0]) ?? new Set()).add(run.index));
    } else if (digits.length > 0 && /^[$€£.]?$/.test(stem)) number = true;
    else anywhere = true;
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
        visitWord(part.stem, part.open);
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
  return { runs, stems, number, anywhere };
}

/** A part that must stand behind a phrase's opening, and how many words behind it at most it begins. */
export interface LaterPart {
  opening: Opening;
  within: number;
}

/**
 * How the parts begin that must stand behind a phrase's opening: a place where one of them is missing need not be tried.
 * Only what is certain counts; a choice of several wordings says nothing, nor does a part that can be anything.
 */
export function laterPartsOf(node: PhraseNode): LaterPart[] {
  if (node.kind !== 'choice' || node.branches.length !== 1) return [];
  const later: LaterPart[] = [];
  let within = 0;
  let certain = 0;
  for (const part of node.branches[0] ?? []) {
    if (!canBeNothing(part)) {
      const opening = openingOf(part);
      if (certain > 0 && !opening.anywhere) later.push({ opening, within });
      certain++;
    }
    within += longest(part);
  }
  return later;
}

/** So many words, as signs and spaces part them, can stand for a part at most; numbers are parted by their commas. */
function longest(part: PhraseNode): number {
  switch (part.kind) {
    case 'gap':
      return part.words;
    case 'number':
    case 'ratio':
    case 'score':
      return WORDS_OF_NUMBER;
    case 'word':
      return part.stem.includes(DIGITS) ? Number.POSITIVE_INFINITY : 1;
    case 'choice':
      return Math.max(...part.branches.map((branch) => branch.reduce((sum, each) => sum + longest(each), 0)));
  }
}

const WORDS_OF_NUMBER = 12;

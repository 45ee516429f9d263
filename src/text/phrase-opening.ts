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

/** How a word begins: with a run behind so many signs, with a number, or nobody knows. */
type Head = { run: string; signs: ReadonlySet<number>; goesOn: boolean } | 'number' | 'anywhere';

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
  return digits.length > 0 && /^[$€£.]?$/.test(stem) ? 'number' : 'anywhere';
}

function findOpening(node: PhraseNode): Opening {
  const runs = new Map<string, ReadonlySet<number>>();
  const stems = new Map<string, ReadonlySet<number>>();
  let number = false;
  let anywhere = false;
  const visitWord = (word: WordNode): void => {
    const head = headOf(word);
    if (head === 'number') number = true;
    else if (head === 'anywhere') anywhere = true;
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
  return { runs, stems, number, anywhere };
}

/**
 * How a wording begins, and how the parts begin that must stand behind its opening. Only what is certain counts, which a
 * part that can be anything is not.
 */
export function openingsOf(parts: readonly PhraseNode[]): readonly [Opening, ...Opening[]] {
  const [, ...later] = parts.filter((part) => !canBeNothing(part)).map(openingOf);
  const [first] = parts;
  const opening = openingOf(first && !canBeNothing(first) ? first : wording(parts));
  return [opening, ...later.filter(({ anywhere }) => !anywhere)];
}

const wording = (parts: readonly PhraseNode[]): PhraseNode => ({
  kind: 'choice',
  branches: [[...parts]],
  optional: false,
});

/** Of several openings the one that the fewest texts have a word for, as far as that can be told without texts. */
export function rarest(openings: readonly Opening[]): Opening {
  return openings.reduce((best, each) => (commonness(each) < commonness(best) ? each : best));
}

function commonness({ runs, stems, number, anywhere }: Opening): number {
  if (anywhere) return Number.POSITIVE_INFINITY;
  const words = [...runs.keys(), ...stems.keys()].reduce(
    (sum, word) => sum + (isEmptyWord(word) ? 20 : 1),
    0,
  );
  return words + stems.size + (number ? 20 : 0);
}

import { canBeNothing, DIGITS, type PhraseNode } from './phrase-syntax.ts';

/** With which words a phrase can begin, so that it is tried only where one of them stands. */
export interface Opening {
  words: ReadonlySet<string>;
  /** Beginnings of words. */
  stems: readonly string[];
  number: boolean;
  /** It can begin with anything. */
  anything: boolean;
}

/** How a phrase can begin. */
export function openingOf(node: PhraseNode): Opening {
  const words = new Set<string>();
  const stems: string[] = [];
  let number = false;
  let anything = false;
  const visit = (part: PhraseNode): void => {
    switch (part.kind) {
      case 'gap':
        anything = true;
        break;
      case 'number':
      case 'ratio':
        number = true;
        break;
      case 'word': {
        const [stem = '', ...rest] = part.stem.split(DIGITS);
        if (stem === '') number = true;
        else if (part.open || rest.length > 0) stems.push(stem);
        else words.add(stem);
        break;
      }
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
  return { words, stems, number, anything };
}

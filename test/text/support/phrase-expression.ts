import { BETWEEN_SIGNS, WORD_SIGNS } from '../../../src/text/character-kinds.ts';
import { canBeNothing, DIGITS, type PhraseNode } from '../../../src/text/phrase-syntax.ts';
import { NUMBER_PATTERN } from '../../../src/text/quantity.ts';
import { SCORE_PATTERN } from '../../../src/text/score.ts';

const BETWEEN = `[${BETWEEN_SIGNS}]+`;
/** A sign like "→" needs no space beside it. */
const PERHAPS = BETWEEN.replace('+', '*');
const isSign = (part: PhraseNode): boolean =>
  part.kind === 'word' && !new RegExp(`[\\p{L}\\p{N}${DIGITS}]`, 'u').test(part.stem);
const ANY_WORD = `[\\p{L}\\p{N}${WORD_SIGNS}]+`;
/** No figure ends between two digits: "$53k" is not $5 and 3k. */
const WHOLE_FIGURE = '(?!(?<=\\d)\\d)';
const RATIO = '\\d+ ?/ ?\\d+';

/** No word begins within another, not behind the signs that words have inside either: "it's", "v3.1", "recall@10". */
export const WORD_BEGINS = "(?<![\\p{L}\\p{N}]['.@&]?)";
/** "Customer" stands in "customer's" too. */
export const WORD_ENDS = '(?![\\p{L}\\p{N}])';

/** The groups of a phrase's gaps are called so, with a number behind. */
export const GAP_GROUP = 'gap';
/** Likewise those of its scores. */
export const SCORE_GROUP = 'score';

/** What a phrase means, as a regular expression: slow, and with nothing to go wrong. In small letters; its first number is the group `number`, its gaps and scores are groups too. */
export function patternOf(node: PhraseNode): string {
  let numbers = 0;
  let gaps = 0;
  let scores = 0;
  const one = (part: PhraseNode): string => {
    switch (part.kind) {
      case 'gap':
        return `(?<${GAP_GROUP}${gaps++}>(?:${ANY_WORD}${BETWEEN}){0,${part.words}}?)`;
      case 'number':
        return (numbers++ === 0 ? `(?<number>${NUMBER_PATTERN})` : `(?:${NUMBER_PATTERN})`) + WHOLE_FIGURE;
      case 'ratio':
        return RATIO;
      case 'score':
        return `(?<${SCORE_GROUP}${scores++}>${SCORE_PATTERN})`;
      case 'word':
        return (
          part.stem.split(DIGITS).map(literally).join(`\\d+(?:[.,]\\d+)*${WHOLE_FIGURE}`) +
          (part.open ? "[\\p{L}\\p{N}']*" : '')
        );
      case 'choice':
        return `(?:${part.branches.map((branch) => joined(branch, one)).join('|')})`;
    }
  };
  return one(node);
}

/** Joins parts by what may stand between words. Where a part may be missing, the space beside it goes with it. */
function joined(parts: readonly PhraseNode[], one: (part: PhraseNode) => string): string {
  const last = parts.findLastIndex((part) => !canBeNothing(part));
  const head = parts.slice(0, last + 1).map((part, index) => {
    if (part.kind === 'gap')
      return parts.slice(0, index).some(({ kind }) => kind === 'number') ? nearest(one(part)) : one(part);
    if (canBeNothing(part)) return `(?:${one(part)}${BETWEEN})?`;
    const next = parts[index + 1];
    return index === last || !next
      ? one(part)
      : one(part) + (isSign(part) || isSign(next) ? PERHAPS : BETWEEN);
  });
  const tail = parts
    .slice(last + 1)
    .map((part) => (part.kind === 'gap' ? '' : `(?:${BETWEEN}${one(part)})?`));
  return [...head, ...tail].join('');
}

/** A gap behind a number passes no other figure: of "five sites, 10,000 calls a day" the number is 10,000. */
const nearest = (gap: string): string =>
  gap.replace(ANY_WORD, `(?!\\d{2}|\\d[.,]\\d|\\d[km]|\\d (?:hundred|thousand|million|billion))${ANY_WORD}`);

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

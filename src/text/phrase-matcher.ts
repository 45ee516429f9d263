import { BETWEEN, BETWEEN_SIGNS, GOES_ON, LETTER } from './character-kinds.ts';
import { numberEnds } from './number-ends.ts';
import type { Marks } from './opening-book.ts';
import { gap, gapBefore } from './phrase-gap.ts';
import { type Opening, openingOf } from './phrase-opening.ts';
import { canBeNothing, DIGITS, type PhraseNode } from './phrase-syntax.ts';
import { isA, upTo } from './scan.ts';
import { scoreEnds } from './score.ts';
import type { Searchable } from './searchable.ts';
import type { Span } from './sentences.ts';

/** A try to find a phrase in a text: where it may reach, and what was found on the way. */
export interface Attempt {
  text: Searchable;
  /** Where parts could begin in it. */
  marks: Marks;
  /** The text up to where the phrase may reach. */
  reach: string;
  number: Span | undefined;
  gaps: Span[];
  scores: Span[];
}

/** Goes on from a place with what is left of a phrase. @returns where the phrase ends, or -1 */
export type Step = (attempt: Attempt, place: number) => number;

export const NOWHERE = -1;

/**
 * Makes one wording of a phrase ready to be tried at a place where a word may begin. It tries what a regular expression of it would
 * try, in the same order, but looks at words instead of characters, and of the wordings of a choice only at those that
 * begin with the word that stands there.
 * @param numberOf the numbers of the openings whose places in a text are known
 */
export function matcherOf(
  parts: readonly PhraseNode[],
  whole: PhraseNode,
  numberOf: (opening: Opening) => number | undefined,
): Step {
  return sequence(parts, endsWord, { first: firstNumber(whole), signs: hasSigns(whole), numberOf });
}

interface Compiling {
  /** The number that the phrase is read for, if it has one. */
  first: PhraseNode | undefined;
  /** Whether a part begins with a sign that can stand between words as well: then one must be left for it. */
  signs: boolean;
  /** The number of an opening, where it is known at which places of a text it occurs. */
  numberOf(opening: Opening): number | undefined;
}

/** "Customer" stands in "customer's" too. */
const endsWord: Step = ({ text, reach }, place) =>
  place < reach.length && isA(LETTER, text, place) ? NOWHERE : place;

function compile(node: PhraseNode, next: Step, compiling: Compiling): Step {
  switch (node.kind) {
    case 'gap':
      return gap(node.words, next, { signs: compiling.signs, nearest: false });
    case 'number':
      return number(next, node === compiling.first);
    case 'ratio':
      return ratio(next);
    case 'score':
      return score(next);
    case 'word':
      return node.stem.includes(DIGITS) ? wordWithDigits(node, next) : word(node, next);
    case 'choice':
      return choice(node.branches, next, compiling);
  }
}

function word({ stem, open }: { stem: string; open: boolean }, next: Step): Step {
  const length = stem.length;
  return (attempt, place) => {
    const { text, reach } = attempt;
    if (!reach.startsWith(stem, place)) return NOWHERE;
    const end = place + length;
    return next(attempt, open ? upTo(GOES_ON, text, end, reach.length) : end);
  };
}

/** "Recall@#": the digits may have points and commas, of which the phrase itself may need the last. */
function wordWithDigits({ stem, open }: { stem: string; open: boolean }, next: Step): Step {
  const pattern = new RegExp(
    stem.split(DIGITS).map(literally).join('\\d+(?:[.,]\\d+)*') + (open ? "[\\p{L}\\p{N}']*" : ''),
    'uy',
  );
  const endsInDigits = stem.endsWith(DIGITS) && !open;
  return (attempt, place) => {
    pattern.lastIndex = place;
    if (!pattern.test(attempt.reach)) return NOWHERE;
    for (let end = pattern.lastIndex; end > place; end = pointBefore(attempt.reach, end, place)) {
      const found = next(attempt, end);
      if (found !== NOWHERE || !endsInDigits) return found;
    }
    return NOWHERE;
  };
}

/** Where the last point or comma of "5,000" stands; -1 where there is none with a digit before it. */
function pointBefore(text: string, end: number, start: number): number {
  const point = /[.,]\d+$/.exec(text.slice(start, end));
  return point && /\d/.test(text.charAt(start + point.index - 1)) ? start + point.index : NOWHERE;
}

function number(next: Step, isFirst: boolean): Step {
  return (attempt, place) => {
    const before = attempt.number;
    for (const end of endsOfNumber(attempt, place)) {
      // A word of words.yaml may stand in a phrase twice, with its number.
      if (isFirst && !before) attempt.number = { start: place, end };
      const found = next(attempt, end);
      if (found !== NOWHERE) return found;
    }
    attempt.number = before;
    return NOWHERE;
  };
}

function endsOfNumber({ text, reach }: Attempt, place: number): readonly number[] {
  // What follows a number tells where it ends: in a text cut short it is not the same.
  if (reach.length !== text.text.length) return numberEnds(reach, place, text.runAt[place]);
  const before = text.numberEnds.get(place);
  if (before) return before;
  const ends = numberEnds(reach, place, text.runAt[place]);
  text.numberEnds.set(place, ends);
  return ends;
}

function ratio(next: Step): Step {
  const pattern = /\d+ ?\/ ?\d+/y;
  return (attempt, place) => {
    pattern.lastIndex = place;
    return pattern.test(attempt.reach) ? next(attempt, pattern.lastIndex) : NOWHERE;
  };
}

function score(next: Step): Step {
  return (attempt, place) => {
    for (const end of scoreEnds(attempt.reach, place)) {
      attempt.scores.push({ start: place, end });
      const found = next(attempt, end);
      if (found !== NOWHERE) return found;
      attempt.scores.pop();
    }
    return NOWHERE;
  };
}

/** What may stand between two words; beside a sign of its own, like "→", nothing has to. */
function between(next: Step, { signs }: Compiling, least: 0 | 1): Step {
  return (attempt, place) => {
    const last = upTo(BETWEEN, attempt.text, place, attempt.reach.length);
    for (let at = last; at >= place + least; at--) {
      const found = next(attempt, at);
      if (found !== NOWHERE || !signs) return found;
    }
    return NOWHERE;
  };
}

/** Several wordings, tried in their order; only those that can begin with the word that stands there. */
function choice(branches: readonly (readonly PhraseNode[])[], next: Step, compiling: Compiling): Step {
  const steps = branches.map((branch) => sequence(branch, next, compiling));
  const [only] = steps;
  if (steps.length === 1 && only) return only;
  const { candidates } = byFirstWord(branches, steps);
  return (attempt, place) => {
    for (const step of candidates(attempt.text.runAt[place])) {
      const found = step(attempt, place);
      if (found !== NOWHERE) return found;
    }
    return NOWHERE;
  };
}

function byFirstWord(branches: readonly (readonly PhraseNode[])[], steps: readonly Step[]) {
  const openings = branches.map((branch) =>
    openingOf({ kind: 'choice', branches: [[...branch]], optional: false }),
  );
  const known = new Map<string, readonly Step[]>();
  /** Of some wordings it is not the first run that tells whether they stand there: ".net", "# pairs". */
  const isOdd = ({ runs, stems, signs, number: isNumber, anywhere }: (typeof openings)[number]): boolean =>
    isNumber ||
    anywhere ||
    signs.size > 0 ||
    [...runs.values(), ...stems.values()].some((signs) => [...signs].some(Boolean));
  const odd = openings.map(isOdd);
  const others = steps.filter((_, index) => odd[index]);
  const runs = new Set(openings.flatMap((opening) => [...opening.runs.keys()]));
  const stemsBy = new Map<string, string[]>();
  for (const stem of new Set(openings.flatMap((opening) => [...opening.stems.keys()])))
    stemsBy.set(stem.charAt(0), [...(stemsBy.get(stem.charAt(0)) ?? []), stem]);
  const isStem = (run: string): boolean =>
    stemsBy.get(run.charAt(0))?.some((stem) => run.startsWith(stem)) === true;
  const beginningWith = (run: string): readonly Step[] =>
    steps.filter((_, index) => {
      const opening = openings[index];
      if (!opening || odd[index]) return true;
      return opening.runs.has(run) || [...opening.stems.keys()].some((stem) => run.startsWith(stem));
    });
  const candidates = (run: string | undefined): readonly Step[] => {
    if (run === undefined) return others;
    const before = known.get(run);
    if (before) return before;
    // Words that no wording begins with are countless; they are not worth remembering.
    if (!runs.has(run) && !isStem(run)) return others;
    const found = beginningWith(run);
    known.set(run, found);
    return found;
  };
  return { candidates };
}

/** Parts one behind the other, parted by what may stand between words. Where a part is missing, the space beside it is, too. */
function sequence(parts: readonly PhraseNode[], next: Step, compiling: Compiling): Step {
  const last = parts.findLastIndex((part) => !canBeNothing(part));
  return parts.reduceRight<Step>((step, part, index) => {
    if (index > last) return part.kind === 'gap' ? step : perhapsBehind(part, step, compiling);
    const following = parts[index + 1];
    if (part.kind === 'gap') {
      const nearest = parts.slice(0, index).some(({ kind }) => kind === 'number');
      const opening =
        following && index > 0 && !canBeNothing(following) && !nearest && !compiling.signs
          ? compiling.numberOf(openingOf(following))
          : undefined;
      return opening === undefined
        ? gap(part.words, step, { signs: compiling.signs, nearest })
        : gapBefore(opening, part.words, step);
    }
    if (canBeNothing(part)) return either(compile(part, between(step, compiling, 1), compiling), step);
    if (index === last || !following) return compile(part, step, compiling);
    const least = isSign(part) || isSign(following) ? 0 : 1;
    return compile(part, between(step, compiling, least), compiling);
  }, next);
}

const perhapsBehind = (part: PhraseNode, next: Step, compiling: Compiling): Step =>
  either(between(compile(part, next, compiling), compiling, 1), next);

const either =
  (first: Step, second: Step): Step =>
  (attempt, place) => {
    const found = first(attempt, place);
    return found === NOWHERE ? second(attempt, place) : found;
  };

const isSign = (part: PhraseNode): boolean => part.kind === 'word' && !/[\p{L}\p{N}]/u.test(part.stem);

function hasSigns(node: PhraseNode): boolean {
  if (node.kind === 'choice') return node.branches.some((branch) => branch.some(hasSigns));
  return node.kind === 'word' && BETWEEN_SIGNS.includes(node.stem.charAt(0));
}

function firstNumber(node: PhraseNode): PhraseNode | undefined {
  if (node.kind === 'number') return node;
  if (node.kind !== 'choice') return undefined;
  for (const part of node.branches.flat()) {
    const found = firstNumber(part);
    if (found) return found;
  }
  return undefined;
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

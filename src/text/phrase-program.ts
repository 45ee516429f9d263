import { BETWEEN_SIGNS } from './character-kinds.ts';
import { type Opening, openingOf } from './phrase-opening.ts';
import { canBeNothing, DIGITS, type PhraseNode } from './phrase-syntax.ts';
import { withRoom } from './with-room.ts';

/**
 * What phrase-matcher.ts does for the wordings of phrases, step by step, in one list of numbers for all: thousands of
 * wordings are tried, each seldom, and what lies together is in the processor's cache sooner than as many objects.
 * Each step is its number, below, and what it wants behind it; then the next begins.
 */
export interface Programs {
  /** A longer list may take its place when a program is added. */
  code: Int32Array<ArrayBuffer>;
  /** So much of the list is in use. */
  length: number;
  /** For words that hold digits: `recall@#`. */
  patterns: RegExp[];
}

/** None yet. */
export const noPrograms = (): Programs => ({ code: new Int32Array(STEPS_AT_FIRST), length: 0, patterns: [] });

const STEPS_AT_FIRST = 1 << 12;

/** The end of the phrase. */
export const END = 0;
/** A word: how many characters, and their codes. */
export const WORD = 1;
/** The same for one that may go on: "tun*". */
export const STEM = 2;
/** A word that holds digits: the number of its pattern; 1 if it ends in digits that it may leave to what follows. */
export const DIGIT_WORD = 3;
/** A number: 1 if it is the one that the phrase is read for. */
export const NUMBER = 4;
export const RATIO = 5;
export const SCORE = 6;
/** What stands between two words: the least number of signs. */
export const SPACE = 7;
/** The same where one of the signs may be a word of the phrase. */
export const SHARED_SPACE = 8;
/** Goes on with the next step or else with that at the place it names. */
export const EITHER = 9;
/** One of several: how many, and where each begins; tried in their order. */
export const CHOICE = 10;
/** The same by the first character, for many: for each of `FIRSTS` remainders of its code, where such a list stands. */
export const DISPATCH = 11;
/** Goes on at the place it names. */
export const JUMP = 12;
/** A gap: how many words, 1 if it passes no figure, 1 if its signs may be words of the phrase. */
export const GAP = 13;
/** A gap before an opening whose places are known: how many words, and the number of the opening. */
export const GAP_BEFORE = 14;

/** As many lists of a choice by first character; small letters differ by their last five bits. */
export const FIRSTS = 32;
/** Fewer are tried one by one. */
const LEAST_TO_DISPATCH = 4;

/**
 * Makes one wording of a phrase ready to be tried at a place where a word may begin. It tries what a regular expression
 * of it would try, in the same order, but looks at words instead of characters.
 * @param numberOf the numbers of the openings whose places in a text are known
 * @returns where its program begins
 */
export function addProgram(
  programs: Programs,
  parts: readonly PhraseNode[],
  whole: PhraseNode,
  numberOf: (opening: Opening) => number | undefined,
): number {
  const code: number[] = [];
  const { length: start, patterns } = programs;
  putSequence(parts, { code, start, patterns, first: firstNumber(whole), signs: hasSigns(whole), numberOf });
  code.push(END);
  programs.code = withRoom(programs.code, start + code.length);
  programs.code.set(code, start);
  programs.length += code.length;
  return start;
}

interface Writing {
  code: number[];
  /** Where the first step of the program will stand in the list of all. */
  start: number;
  patterns: RegExp[];
  /** The number that the phrase is read for, if it has one. */
  first: PhraseNode | undefined;
  /** Whether a part begins with a sign that can stand between words as well: then one must be left for it. */
  signs: boolean;
  /** The number of an opening, where it is known at which places of a text it occurs. */
  numberOf(opening: Opening): number | undefined;
}

/** Parts one behind the other, parted by what may stand between words. Where a part is missing, the space beside it is, too. */
function putSequence(parts: readonly PhraseNode[], writing: Writing): void {
  const last = parts.findLastIndex((part) => !canBeNothing(part));
  for (const [index, part] of parts.entries()) {
    const following = parts[index + 1];
    if (part.kind === 'gap') {
      if (index < last) putGap(part.words, parts, index, writing);
    } else if (index > last) {
      putPerhaps(writing, () => {
        putSpace(1, writing);
        putPart(part, writing);
      });
    } else if (canBeNothing(part)) {
      putPerhaps(writing, () => {
        putPart(part, writing);
        putSpace(1, writing);
      });
    } else {
      putPart(part, writing);
      if (index < last && following) putSpace(isSign(part) || isSign(following) ? 0 : 1, writing);
    }
  }
}

/** Steps that may be left out; first they are tried. */
function putPerhaps({ code, start }: Writing, put: () => void): void {
  const otherwise = code.push(EITHER, 0) - 1;
  put();
  code[otherwise] = start + code.length;
}

const putSpace = (least: 0 | 1, { code, signs }: Writing): number =>
  code.push(signs ? SHARED_SPACE : SPACE, least);

function putGap(words: number, parts: readonly PhraseNode[], index: number, writing: Writing): void {
  const following = parts[index + 1];
  const nearest = parts.slice(0, index).some(({ kind }) => kind === 'number');
  const isKnown = following && index > 0 && !canBeNothing(following) && !nearest && !writing.signs;
  const opening = isKnown ? writing.numberOf(openingOf(following)) : undefined;
  if (opening !== undefined) writing.code.push(GAP_BEFORE, words, opening);
  else writing.code.push(GAP, words, Number(nearest), Number(writing.signs));
}

function putPart(part: PhraseNode, writing: Writing): void {
  const { code } = writing;
  switch (part.kind) {
    case 'gap':
      code.push(GAP, part.words, 0, Number(writing.signs));
      return;
    case 'number':
      code.push(NUMBER, Number(part === writing.first));
      return;
    case 'ratio':
      code.push(RATIO);
      return;
    case 'score':
      code.push(SCORE);
      return;
    case 'word':
      putWord(part, writing);
      return;
    case 'choice':
      putChoice(part.branches, writing);
  }
}

function putWord({ stem, open }: { stem: string; open: boolean }, { code, patterns }: Writing): void {
  if (!stem.includes(DIGITS)) {
    code.push(open ? STEM : WORD, stem.length);
    for (let at = 0; at < stem.length; at++) code.push(stem.charCodeAt(at));
    return;
  }
  const source = stem.split(DIGITS).map(literally).join('\\d+(?:[.,]\\d+)*');
  const pattern = new RegExp(source + (open ? "[\\p{L}\\p{N}']*" : ''), 'uy');
  code.push(DIGIT_WORD, patterns.push(pattern) - 1, Number(stem.endsWith(DIGITS) && !open));
}

function putChoice(branches: readonly (readonly PhraseNode[])[], writing: Writing): void {
  const { code, start } = writing;
  const [only] = branches;
  if (only && branches.length === 1) {
    putSequence(only, writing);
    return;
  }
  const tables = branches.length < LEAST_TO_DISPATCH ? [code.push(CHOICE) - 1] : putDispatch(writing);
  const firsts = branches.map(firstsOf);
  const lists = tables.map((_, first) =>
    branches.flatMap((_, branch) =>
      tables.length === 1 || (firsts[branch]?.has(first) ?? true) ? branch : [],
    ),
  );
  const written = new Map<string, number>();
  /** Where the beginnings of branches are still to be told. */
  const open: { at: number; branch: number }[] = [];
  for (const [first, list] of lists.entries()) {
    const key = list.join(' ');
    const place = written.get(key) ?? start + code.length;
    if (tables.length > 1) code[tables[first] ?? 0] = place;
    if (written.has(key)) continue;
    written.set(key, place);
    code.push(list.length);
    for (const branch of list) open.push({ at: code.push(0) - 1, branch });
  }
  const jumps = branches.map((branch, index) => {
    for (const { at, branch } of open) if (branch === index) code[at] = start + code.length;
    putSequence(branch, writing);
    return code.push(JUMP, 0) - 1;
  });
  for (const at of jumps) code[at] = start + code.length;
}

/** @returns where it is to be told which list goes for each first character */
function putDispatch({ code }: Writing): number[] {
  code.push(DISPATCH);
  return Array.from({ length: FIRSTS }, () => code.push(0) - 1);
}

/** With which first characters a branch can begin, as remainders; undefined where that is not told by its first run. */
function firstsOf(branch: readonly PhraseNode[]): ReadonlySet<number> | undefined {
  const opening = openingOf({ kind: 'choice', branches: [[...branch]], optional: false });
  const { runs, stems, signs, number, anywhere } = opening;
  // Of some it is not the first run that tells whether they stand there: ".net", "# pairs".
  if (number || anywhere || signs.size > 0) return undefined;
  if ([...runs.values(), ...stems.values()].some((signs) => [...signs].some(Boolean))) return undefined;
  return new Set([...runs.keys(), ...stems.keys()].map((run) => run.charCodeAt(0) % FIRSTS));
}

const isSign = (part: PhraseNode): boolean => part.kind === 'word' && !LETTER_OR_FIGURE.test(part.stem);

const LETTER_OR_FIGURE = new RegExp(`[\\p{L}\\p{N}${DIGITS}]`, 'u');

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

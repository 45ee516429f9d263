import { commonnessOf, type Opening } from './phrase-opening.ts';
import type { Searchable } from './searchable.ts';
import { ANY_SENTENCE, NO_SENTENCE, onlySentence, type SentenceSet } from './sentence-set.ts';
import { sortOnce } from './sorted.ts';
import { withRoom } from './with-room.ts';

/**
 * Which openings occur in a text, and where. It holds until the book is asked for another text. All of it stands in
 * lists that are used again for the next text: nothing is made for a text but what is in them.
 */
export interface Marks {
  /** How often a text was gone through: what is remembered of one look holds until the next. */
  readonly look: number;
  /** The numbers of the openings that occur at all: the first `count` of the list. */
  readonly present: Int32Array;
  readonly count: number;
  /** `STATE` numbers of each opening: the first is the set of the sentences in which it occurs. */
  readonly states: Int32Array;
  /**
   * Finds where a phrase that begins with this opening could stand.
   * @returns where in `places` that is told, in the order of the text, up to `endOf(id)`
   */
  placesOf(id: number): number;
  endOf(id: number): number;
  /** A longer list may take its place when places are asked for; what was told in this one stays true. */
  readonly places: Int32Array;
}

/** So many numbers tell of an opening; what is asked together lies together in memory. */
export const STATE = 4;
/** The first link of its chain of places; 0 ends a chain. */
const CHAIN = 1;
/** Where its places stand in the list of them; 0 where they are not in it yet. */
const FROM = 2;
const TO = 3;

/** Openings of phrases and of their parts that are looked for in the same texts. */
export interface OpeningBook {
  /** @returns the number of an opening; parts that phrases share have one */
  enter(opening: Opening): number;
  /** @returns which of them have a word in the text that begins so */
  marks(text: Searchable): Marks;
}

/** Enters openings so that those which most texts have get numbers next to each other, and lie so in memory. */
export function enterCommonFirst(openings: Iterable<Opening>, book: OpeningBook): void {
  const all = Array.from(new Set(openings), (opening) => ({ opening, commonness: commonnessOf(opening) }));
  for (const { opening } of all.sort((a, b) => b.commonness - a.commonness)) book.enter(opening);
}

/** So many words are remembered with their openings, those of names and numbers among them. */
const MOST_WORDS = 20_000;
/** A longer word is none that a phrase begins with, but perhaps somebody's secret: it is not remembered. */
const LONGEST_WORD = 24;

/**
 * Keeps openings by their words. A text is gone through once, to see which of them occur in it; the phrases that need
 * another, nearly all, are not looked for at all.
 */
export function createOpeningBook(): OpeningBook {
  const booked = new Map<Opening, number>();
  /** Of the smaller openings there are several equal ones. */
  const byKey = new Map<string, number>();
  let count = 0;
  /** The signs among them are words of their own. */
  const byRun = new Map<string, Entry[]>();
  /** The stems by their first two letters: few begin as a word does. */
  const byStem = new Map<string, Map<string, Entry[]>>();
  const signs = new Set<string>();
  const byNumber: number[] = [];
  const anywhere: number[] = [];
  /** By opening, whether it occurs where no word of its own does. */
  let alsoAt = new Int32Array(0);
  /** What words can be the beginning of: where in `beginnings` that is told. */
  const ofRun = new Map<string, number>();
  /** Of each word how many openings, their numbers, and how many signs each wants before the word. */
  let beginnings = new Int32Array(BEGINNINGS_AT_FIRST);
  let told = 0;

  let lookedAt: Searchable | undefined;
  let upTo = 0;
  let links = new Int32Array(LINKS_AT_FIRST);
  let linked = 0;
  let placed = 0;
  let everyPlace = 0;

  function beginningsOf(run: string): number {
    const before = ofRun.get(run);
    if (before !== undefined) return before;
    const all = [...(byRun.get(run) ?? [])];
    for (const start of run.length > 1 ? [run.slice(0, 1), run.slice(0, 2)] : [run])
      for (const [stem, some] of byStem.get(start) ?? []) if (run.startsWith(stem)) all.push(...some);
    if (ofRun.size >= MOST_WORDS) forgetWords();
    const place = told;
    beginnings = withRoom(beginnings, told + 1 + all.length);
    beginnings[told++] = all.length;
    for (const { id, signs } of all) beginnings[told++] = id | (signs << BITS_OF_ID);
    // A copy: part of a text would keep all of it in memory.
    if (run.length <= LONGEST_WORD) ofRun.set(Array.from(run).join(''), place);
    else told = place;
    return place;
  }

  function forgetWords(): void {
    ofRun.clear();
    told = 0;
  }

  function occurs(id: number, among: SentenceSet): void {
    const state = id * STATE;
    const before = marks.states[state] ?? NO_SENTENCE;
    if (before === NO_SENTENCE) {
      marks.present[marks.count++] = id;
      marks.states[state + CHAIN] = 0;
      marks.states[state + FROM] = 0;
    }
    marks.states[state] = before | among;
  }

  /** Going through a text from its end puts the chains of places in its order. */
  function take(from: number, place: number, among: SentenceSet): void {
    const end = from + 1 + (beginnings[from] ?? 0);
    links = withRoom(links, 2 * (linked + end - from));
    // Written out, and in variables of their own: this is done for thousands of openings a text.
    const { states, present } = marks;
    const list = links;
    let { count } = marks;
    let link = linked;
    for (let at = from + 1; at < end; at++) {
      const beginning = beginnings[at] ?? 0;
      const id = beginning & ID;
      const state = id * STATE;
      const before = states[state] ?? NO_SENTENCE;
      if (before === NO_SENTENCE) {
        present[count++] = id;
        states[state + CHAIN] = 0;
        states[state + FROM] = 0;
      }
      states[state] = before | among;
      const start = place - (beginning >>> BITS_OF_ID);
      if (start < 0) continue;
      link++;
      list[2 * link] = start;
      list[2 * link + 1] = states[state + CHAIN] ?? 0;
      states[state + CHAIN] = link;
    }
    marks.count = count;
    linked = link;
  }

  function goThrough(text: Searchable): void {
    const { runs, runPlaces, signPlaces, sentenceAt } = text;
    for (let at = runs.length - 1; at >= 0; at--) {
      const place = runPlaces[at] ?? 0;
      take(beginningsOf(runs[at] ?? ''), place, onlySentence(sentenceAt[place] ?? 0));
    }
    for (let at = signPlaces.length - 1; at >= 0; at--) {
      const place = signPlaces[at] ?? 0;
      const sign = text.text.charAt(place);
      if (signs.has(sign)) take(beginningsOf(sign), place, onlySentence(sentenceAt[place] ?? 0));
    }
    let among = NO_SENTENCE;
    for (const place of text.numbers) among |= onlySentence(sentenceAt[place] ?? 0);
    if (among !== NO_SENTENCE) for (const id of byNumber) occurs(id, among);
    for (const id of anywhere) occurs(id, ANY_SENTENCE);
  }

  /** Leaves the text that was looked at, and takes another. */
  function look(text: Searchable): void {
    for (let at = 0; at < marks.count; at++) marks.states[STATE * (marks.present[at] ?? 0)] = NO_SENTENCE;
    marks.states = withRoom(marks.states, STATE * count);
    marks.present = withRoom(marks.present, count);
    marks.look++;
    marks.count = 0;
    linked = 0;
    placed = 1;
    everyPlace = 0;
    lookedAt = text;
    upTo = count;
    goThrough(text);
  }

  const append = (place: number): void => {
    marks.places = withRoom(marks.places, placed + 1);
    marks.places[placed++] = place;
  };

  /** Any place will do for these; they are written down once a text. */
  function putEveryPlace(text: Searchable): number {
    if (everyPlace === 0) {
      everyPlace = placed;
      for (let place = 0; place < text.text.length; place++) append(place);
    }
    return everyPlace;
  }

  /** @returns where the places of an opening that occurs begin */
  function putPlaces(id: number, text: Searchable): number {
    const also = alsoAt[id] ?? 0;
    const state = id * STATE;
    if (also === EVERYWHERE) {
      marks.states[state + FROM] = putEveryPlace(text);
      marks.states[state + TO] = everyPlace + text.text.length;
      return everyPlace;
    }
    const start = placed;
    for (let link = marks.states[state + CHAIN] ?? 0; link !== 0; link = links[2 * link + 1] ?? 0)
      append(links[2 * link] ?? 0);
    if (also === AT_NUMBERS) for (const place of text.numbers) append(place);
    placed = sortOnce(marks.places, start, placed);
    marks.states[state + FROM] = start;
    marks.states[state + TO] = placed;
    return start;
  }

  const marks = {
    look: 0,
    present: new Int32Array(0),
    count: 0,
    states: new Int32Array(0),
    places: new Int32Array(PLACES_AT_FIRST),
    placesOf(id: number): number {
      const state = id * STATE;
      if (marks.states[state] === NO_SENTENCE || lookedAt === undefined) {
        marks.states[state + TO] = 0;
        return 0;
      }
      const before = marks.states[state + FROM] ?? 0;
      return before === 0 ? putPlaces(id, lookedAt) : before;
    },
    endOf: (id: number): number => marks.states[id * STATE + TO] ?? 0,
  };

  return {
    enter(opening) {
      const before = booked.get(opening);
      if (before !== undefined) return before;
      const key = keyOf(opening);
      const equal = key === undefined ? undefined : byKey.get(key);
      const id = equal ?? count++;
      booked.set(opening, id);
      if (equal !== undefined) return id;
      if (key !== undefined) byKey.set(key, id);
      forgetWords();
      for (const [run, signs] of opening.runs) add(byRun, run, id, signs);
      for (const [stem, signs] of opening.stems) {
        const start = stem.slice(0, 2);
        const stems = byStem.get(start) ?? new Map<string, Entry[]>();
        byStem.set(start, stems);
        add(stems, stem, id, signs);
      }
      for (const sign of opening.signs) {
        signs.add(sign);
        add(byRun, sign, id, [0]);
      }
      if (opening.number) byNumber.push(id);
      if (opening.anywhere) anywhere.push(id);
      alsoAt = withRoom(alsoAt, id + 1);
      alsoAt[id] = opening.anywhere ? EVERYWHERE : opening.number ? AT_NUMBERS : 0;
      return id;
    },
    marks(text) {
      // Most phrases are made ready only when a text might hold them: then it is gone through once more.
      if (lookedAt !== text || upTo !== count) look(text);
      return marks;
    },
  };
}

/** An opening that a word begins, and how many signs it wants before the word. */
interface Entry {
  id: number;
  signs: number;
}

/** The number of an opening, of which there are thousands, and above it how many signs it wants, one or two, in one number. */
const BITS_OF_ID = 24;
const ID = (1 << BITS_OF_ID) - 1;

const AT_NUMBERS = 1;
const EVERYWHERE = 2;

const BEGINNINGS_AT_FIRST = 1 << 14;
const LINKS_AT_FIRST = 1 << 14;
const PLACES_AT_FIRST = 1 << 12;

/** What an opening is, in words, when that is soon told: every first message waits for it. */
function keyOf({ runs, stems, signs, number, anywhere }: Opening): string | undefined {
  if (runs.size + stems.size + signs.size > WORDS_OF_KEY) return undefined;
  return [wordsOf(runs), wordsOf(stems), [...signs].sort().join(' '), number, anywhere].join(' | ');
}

/** Larger choices are seldom equal. */
const WORDS_OF_KEY = 4;

/** Nearly all words stand without a sign before them. */
const wordsOf = (words: Opening['runs']): string =>
  Array.from(words, ([word, signs]) =>
    signs.size === 1 && signs.has(0) ? word : `${word}:${[...signs].sort().join()}`,
  )
    .sort()
    .join(' ');

function add(index: Map<string, Entry[]>, key: string, id: number, signs: Iterable<number>): void {
  const some = index.get(key) ?? [];
  index.set(key, some);
  for (const count of signs) some.push({ id, signs: count });
}

import type { Opening } from './phrase-opening.ts';
import type { Searchable } from './searchable.ts';
import { ANY_SENTENCE, NO_SENTENCE, onlySentence, type SentenceSet } from './sentence-set.ts';

/** Which openings occur in a text, and where. It holds until the book is asked for another text. */
export interface Marks {
  /** The numbers of the openings that occur at all. */
  readonly present: readonly number[];
  /** By the numbers of openings, the sentences in which each occurs. */
  readonly sentences: Int32Array;
  /** @returns where a phrase that begins with this opening could stand, in the order of the text */
  placesOf(id: number): readonly number[];
}

/** Openings of phrases and of their parts that are looked for in the same texts. */
export interface OpeningBook {
  /** @returns the number of an opening; parts that phrases share have one */
  enter(opening: Opening): number;
  /** @returns which of them have a word in the text that begins so */
  marks(text: Searchable): Marks;
}

/** What was found in a text, by the order in which openings were met. */
interface Found {
  /** How many openings the book had. */
  upTo: number;
  present: number[];
  /** Kept when another text is looked at. */
  sentences: SentenceSet[];
  /** The first link of each opening's chain of places; 0 ends a chain. */
  chains: number[];
  links: { place: number[]; next: number[] };
  places: (readonly number[] | undefined)[];
  everyPlace: readonly number[] | undefined;
}

/** What a word can be the beginning of: openings, and how many signs each wants before the word. */
interface Beginnings {
  ids: number[];
  signs: number[];
}

/** So many words are remembered with their openings: more than the pack's phrases can begin with in practice. */
const MOST_WORDS = 20_000;

/**
 * Keeps openings by their words. A text is gone through once, to see which of them occur in it; the phrases that need
 * another, nearly all, are not looked for at all.
 */
export function createOpeningBook(): OpeningBook {
  const booked = new Map<Opening, number>();
  /** Of the simplest openings there are many equal ones. */
  const simple = new Map<string, Opening>();
  let count = 0;
  const byRun = new Map<string, Beginnings>();
  /** The stems by their first two letters: few begin as a word does. */
  const byStem = new Map<string, Map<string, Beginnings>>();
  const bySign = new Map<string, Beginnings>();
  const byNumber = new Set<number>();
  const anywhere = new Set<number>();
  const ofRun = new Map<string, Beginnings>();
  const known = new WeakMap<Searchable, Found>();

  /** Where in the lists of the text that is looked at each opening is, from 1 on; 0 for those that do not occur. */
  let slots = new Int32Array(0);
  let sentences = new Int32Array(0);
  let current: { text: Searchable; found: Found } | undefined;

  function beginningsOf(run: string): Beginnings {
    const before = ofRun.get(run);
    if (before) return before;
    const all: Beginnings = { ids: [], signs: [] };
    const take = (some: Beginnings | undefined): void => {
      all.ids.push(...(some?.ids ?? []));
      all.signs.push(...(some?.signs ?? []));
    };
    take(byRun.get(run));
    for (const start of run.length > 1 ? [run.slice(0, 1), run.slice(0, 2)] : [run])
      for (const [stem, some] of byStem.get(start) ?? []) if (run.startsWith(stem)) take(some);
    // What no phrase knows is not remembered, and a copy is: part of a text would keep all of it in memory.
    if (all.ids.length > 0) {
      if (ofRun.size >= MOST_WORDS) ofRun.clear();
      ofRun.set(Array.from(run).join(''), all);
    }
    return all;
  }

  /** Goes through a text, from its end: so the chains of places are in its order. */
  function goThrough(text: Searchable): Found {
    const found: Found = {
      upTo: count,
      present: [],
      sentences: [],
      chains: [],
      links: { place: [0], next: [0] },
      places: [],
      everyPlace: undefined,
    };
    const { present, chains, links } = found;
    const slotOf = (id: number, among: SentenceSet): number => {
      sentences[id] = (sentences[id] ?? NO_SENTENCE) | among;
      const slot = slots[id] ?? 0;
      if (slot > 0) return slot - 1;
      slots[id] = present.push(id);
      chains.push(0);
      return present.length - 1;
    };
    const take = ({ ids, signs }: Beginnings, place: number): void => {
      const among = onlySentence(text.sentenceAt[place] ?? 0);
      for (let at = 0; at < ids.length; at++) {
        const slot = slotOf(ids[at] ?? 0, among);
        const start = place - (signs[at] ?? 0);
        if (start < 0) continue;
        links.next.push(chains[slot] ?? 0);
        chains[slot] = links.place.push(start) - 1;
      }
    };
    for (let at = text.runs.length - 1; at >= 0; at--)
      take(beginningsOf(text.runs[at] ?? ''), text.runPlaces[at] ?? 0);
    for (const [sign, beginnings] of bySign)
      for (
        let at = text.text.lastIndexOf(sign);
        at >= 0;
        at = at > 0 ? text.text.lastIndexOf(sign, at - 1) : -1
      )
        take(beginnings, at);
    if (text.numbers.length > 0) {
      const among = text.numbers.reduce(
        (all, place) => all | onlySentence(text.sentenceAt[place] ?? 0),
        NO_SENTENCE,
      );
      for (const id of byNumber) slotOf(id, among);
    }
    for (const id of anywhere) slotOf(id, ANY_SENTENCE);
    found.sentences = present.map((id) => sentences[id] ?? NO_SENTENCE);
    return found;
  }

  /** Leaves the text that was looked at, and takes another. */
  function look(text: Searchable): Found {
    if (slots.length < count) {
      slots = new Int32Array(count * 2);
      sentences = new Int32Array(count * 2);
    } else if (current)
      for (const id of current.found.present) {
        slots[id] = 0;
        sentences[id] = NO_SENTENCE;
      }
    const before = known.get(text);
    // Most phrases are made ready only when a text might hold them: then it is gone through once more.
    if (before?.upTo !== count) return goThrough(text);
    for (let slot = 0; slot < before.present.length; slot++) {
      const id = before.present[slot] ?? 0;
      slots[id] = slot + 1;
      sentences[id] = before.sentences[slot] ?? NO_SENTENCE;
    }
    return before;
  }

  function placesIn({ text, found }: { text: Searchable; found: Found }, id: number): readonly number[] {
    const slot = (slots[id] ?? 0) - 1;
    if (slot < 0) return NOWHERE;
    const before = found.places[slot];
    if (before) return before;
    if (anywhere.has(id)) {
      found.everyPlace ??= everyPlace(text);
      found.places[slot] = found.everyPlace;
      return found.everyPlace;
    }
    const { place, next } = found.links;
    const chained: number[] = [];
    for (let link = found.chains[slot] ?? 0; link !== 0; link = next[link] ?? 0)
      chained.push(place[link] ?? 0);
    const places = inOrder(byNumber.has(id) ? [...chained, ...text.numbers] : chained);
    found.places[slot] = places;
    return places;
  }

  const marks: Marks = {
    get present() {
      return current?.found.present ?? NOWHERE;
    },
    get sentences() {
      return sentences;
    },
    placesOf: (id: number): readonly number[] => (current ? placesIn(current, id) : NOWHERE),
  };

  return {
    enter(opening) {
      const before = booked.get(opening);
      if (before !== undefined) return before;
      const key = keyOfSimple(opening);
      const equal = key === undefined ? undefined : simple.get(key);
      if (key !== undefined && !equal) simple.set(key, opening);
      const id = (equal && booked.get(equal)) ?? count++;
      booked.set(opening, id);
      if (equal) return id;
      ofRun.clear();
      for (const [run, signs] of opening.runs) add(byRun, run, id, signs);
      for (const [stem, signs] of opening.stems) {
        const start = stem.slice(0, 2);
        const stems = byStem.get(start) ?? new Map<string, Beginnings>();
        byStem.set(start, stems);
        add(stems, stem, id, signs);
      }
      for (const sign of opening.signs) add(bySign, sign, id, [0]);
      if (opening.number) byNumber.add(id);
      if (opening.anywhere) anywhere.add(id);
      return id;
    },
    marks(text) {
      if (current?.text !== text || current.found.upTo !== count) {
        const found = look(text);
        known.set(text, found);
        current = { text, found };
      }
      return marks;
    },
  };
}

/** What an opening is, when that is soon told: a number, a sign, or a single word. */
function keyOfSimple({ runs, stems, signs, number, anywhere }: Opening): string | undefined {
  if (runs.size + stems.size + signs.size > 1) return undefined;
  const [[word, before] = []] = [...runs, ...stems];
  return [stems.size, word, ...(before ?? []), ...signs, number, anywhere].join(' ');
}

const NOWHERE: readonly number[] = [];

const everyPlace = (text: Searchable): readonly number[] =>
  Array.from({ length: text.text.length }, (_, place) => place);

/** Sorted, each once. Nearly all lists are so already. */
function inOrder(places: number[]): readonly number[] {
  const isSorted = places.every((place, at) => at === 0 || place > (places[at - 1] ?? 0));
  return isSorted ? places : [...new Set(places)].sort((a, b) => a - b);
}

function add(index: Map<string, Beginnings>, key: string, id: number, signs: Iterable<number>): void {
  const some = index.get(key) ?? { ids: [], signs: [] };
  index.set(key, some);
  for (const count of signs) {
    some.ids.push(id);
    some.signs.push(count);
  }
}

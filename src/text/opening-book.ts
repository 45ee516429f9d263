import type { Opening } from './phrase-opening.ts';
import { beginnings, type Searchable } from './searchable.ts';
import { ANY_SENTENCE, NO_SENTENCE, onlySentence, type SentenceSet } from './sentence-set.ts';

/** Which openings occur in a text, and where. */
export interface Marks {
  /** For each opening, by its number, the sentences in which it occurs. */
  sentences: Int32Array;
  /** The numbers of those that occur at all. */
  present: readonly number[];
}

/** The sentences in which all of some openings occur. */
export function sentencesWith(
  needed: readonly number[],
  { sentences: marked }: Marks,
  among: SentenceSet = ANY_SENTENCE,
): SentenceSet {
  let sentences = among;
  for (const id of needed) {
    sentences &= marked[id] ?? NO_SENTENCE;
    if (sentences === NO_SENTENCE) break;
  }
  return sentences;
}

/** Openings of phrases and of their parts that are looked for in the same texts. */
export interface OpeningBook {
  /** @returns the number of an opening; parts that phrases share have one */
  enter(opening: Opening): number;
  /** @returns which of them have a word in the text that begins so */
  marks(text: Searchable): Marks;
}

/**
 * Keeps openings by their words. A text is gone through once, to see which of them occur in it; the phrases that need
 * another, nearly all, are not looked for at all.
 */
export function createOpeningBook(): OpeningBook {
  const booked = new Map<Opening, number>();
  const inOrder: Opening[] = [];
  const byRun = new Map<string, number[]>();
  /** The stems by their first two letters: few begin as a word does. */
  const byStem = new Map<string, Map<string, number[]>>();
  const byNumber: number[] = [];
  const anywhere: number[] = [];
  const marked = new WeakMap<Searchable, Marks>();
  let last: { text: Searchable; marks: Marks } | undefined;

  function mark(text: Searchable): Marks {
    const marks = new Int32Array(booked.size);
    const present: number[] = [];
    const set = (ids: readonly number[] | undefined, sentences: SentenceSet): void => {
      if (!ids || sentences === NO_SENTENCE) return;
      for (const id of ids) {
        const before = marks[id] ?? NO_SENTENCE;
        if (before === NO_SENTENCE) present.push(id);
        marks[id] = before | sentences;
      }
    };
    set(anywhere, ANY_SENTENCE);
    set(byNumber, sentencesAt(text, text.numbers));
    for (const [run, places] of text.places) {
      const sentences = sentencesAt(text, places);
      set(byRun.get(run), sentences);
      for (const start of run.length > 1 ? [run.slice(0, 1), run.slice(0, 2)] : [run])
        for (const [stem, ids] of byStem.get(start) ?? []) if (run.startsWith(stem)) set(ids, sentences);
    }
    return { sentences: marks, present };
  }

  /** Most phrases are made ready only when a text might hold them: then just their own openings are looked for. */
  function goOn(before: Marks, text: Searchable): Marks {
    const from = before.sentences.length;
    if (from === booked.size) return before;
    const sentences = new Int32Array(booked.size);
    sentences.set(before.sentences);
    const present = [...before.present];
    for (const [index, opening] of inOrder.slice(from).entries()) {
      sentences[from + index] = sentencesBegunIn(text, opening);
      if (sentences[from + index] !== NO_SENTENCE) present.push(from + index);
    }
    return { sentences, present };
  }

  return {
    enter(opening) {
      const known = booked.get(opening);
      if (known !== undefined) return known;
      const id = booked.size;
      booked.set(opening, id);
      inOrder.push(opening);
      for (const run of opening.runs.keys()) add(byRun, run, id);
      for (const stem of opening.stems.keys()) {
        const start = stem.slice(0, 2);
        const stems = byStem.get(start) ?? new Map<string, number[]>();
        byStem.set(start, stems);
        add(stems, stem, id);
      }
      if (opening.number) byNumber.push(id);
      if (opening.anywhere) anywhere.push(id);
      return id;
    },
    marks(text) {
      // Phrases may be compiled after the text was gone through.
      if (last?.text === text && last.marks.sentences.length === booked.size) return last.marks;
      const before = marked.get(text);
      const marks = before ? goOn(before, text) : mark(text);
      marked.set(text, marks);
      last = { text, marks };
      return marks;
    },
  };
}

const sentencesAt = ({ sentenceAt }: Searchable, places: readonly number[]): SentenceSet =>
  places.reduce((all, place) => all | onlySentence(sentenceAt[place] ?? 0), NO_SENTENCE);

const sentencesBegunIn = (text: Searchable, opening: Opening): SentenceSet =>
  opening.anywhere ? ANY_SENTENCE : sentencesAt(text, beginnings(text, opening));

function add(index: Map<string, number[]>, key: string, id: number): void {
  const known = index.get(key);
  if (known) known.push(id);
  else index.set(key, [id]);
}

import { compilePhrase, type Phrase } from './phrase.ts';
import type { Opening } from './phrase-opening.ts';
import type { Searchable } from './searchable.ts';

/** Phrases that are looked for in the same texts. */
export interface PhraseBook {
  /** Compiles a phrase, once for each source. @throws SyntaxError that says what is wrong with it */
  compile(source: string): Phrase;
}

/**
 * Keeps phrases by the words that they can begin with. A text is gone through once, to see which of them could stand in
 * it; the others, nearly all, are not looked for at all.
 */
export function createPhraseBook(words: ReadonlyMap<string, string>): PhraseBook {
  const phrases = new Map<string, Phrase>();
  const byRun = new Map<string, number[]>();
  const byStem = new Map<string, number[]>();
  const byNumber: number[] = [];
  const anywhere: number[] = [];
  const possible = new WeakMap<Searchable, Uint8Array>();

  function enter(id: number, { runs, stems, number, anywhere: unknown }: Opening): void {
    for (const run of runs.keys()) add(byRun, run, id);
    for (const stem of stems.keys()) add(byStem, stem, id);
    if (number) byNumber.push(id);
    if (unknown) anywhere.push(id);
  }

  function possibleIn(text: Searchable): Uint8Array {
    const before = possible.get(text);
    if (before?.length === phrases.size) return before;
    const marks = new Uint8Array(phrases.size);
    const mark = (ids: readonly number[] | undefined): void => {
      if (ids) for (const id of ids) marks[id] = 1;
    };
    mark(anywhere);
    if (text.numbers.length > 0) mark(byNumber);
    for (const run of text.sorted) {
      mark(byRun.get(run));
      for (let length = 1; length <= run.length; length++) mark(byStem.get(run.slice(0, length)));
    }
    possible.set(text, marks);
    return marks;
  }

  return {
    compile(source) {
      const known = phrases.get(source);
      if (known) return known;
      const phrase = compilePhrase(source, words);
      const id = phrases.size;
      enter(id, phrase.opening);
      const mayStandIn = (text: Searchable) => possibleIn(text)[id] === 1;
      const booked: Phrase = {
        ...phrase,
        mayStandIn,
        standsIn: (text, within) => mayStandIn(text) && phrase.standsIn(text, within),
        places: (text, sentence) => (mayStandIn(text) ? phrase.places(text, sentence) : NOWHERE),
      };
      phrases.set(source, booked);
      return booked;
    },
  };
}

const NOWHERE = [] as const;

function add(index: Map<string, number[]>, key: string, id: number): void {
  const known = index.get(key);
  if (known) known.push(id);
  else index.set(key, [id]);
}

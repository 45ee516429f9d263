import type { Marks } from './opening-book.ts';
import type { Phrase } from './phrase.ts';
import type { Searchable } from './searchable.ts';
import { ANY_SENTENCE, NO_SENTENCE, type SentenceSet } from './sentence-set.ts';
import { type Possible, sentencesInReach, type Wording } from './wording.ts';

/** Things that phrases lead to, such as cues to facts. */
export interface PhraseIndex<T> {
  /** In the order in which they were given. */
  readonly all: readonly T[];
  /** Those whose phrases may stand in a text, in the same order. */
  in(text: Searchable): readonly T[];
}

/** The wordings of all items in their order, by the opening that the fewest texts have. */
interface ByRarest {
  /** The openings that are the rarest of some wording. */
  ids: readonly number[];
  /** By the number of the opening, the numbers of its wordings. */
  wordings: readonly (Int32Array | undefined)[];
  /** The openings that a wording needs stand from `from[wording]` to `from[wording + 1]`: in one list, to be gone through fast. */
  needs: Int32Array;
  from: Int32Array;
  all: readonly Wording[];
  /** The number of the item that a wording belongs to. */
  itemOf: Int32Array;
}

/**
 * Of thousands of things, only those are looked at whose words a text has.
 * @param items whose phrases are compiled with the same words
 */
export function createPhraseIndex<T>(items: readonly T[], phraseOf: (item: T) => Phrase): PhraseIndex<T> {
  let byRarest: ByRarest | undefined;
  const known = new WeakMap<Searchable, readonly T[]>();
  const [first] = items;

  function within(text: Searchable): readonly T[] {
    if (first === undefined) return [];
    // Many are never asked: a fact's own where all facts are looked for at once, and all where nobody writes.
    byRarest ??= indexByRarest(items.map(phraseOf));
    const marks = phraseOf(first).marks(text);
    const standing: T[] = [];
    let itemBefore = -1;
    let possible: Possible[] = [];
    for (const number of likely(byRarest, marks)) {
      const wording = byRarest.all[number];
      const among = allIn(number, byRarest, marks.sentences);
      const sentences = wording ? sentencesInReach(wording, marks, text, among) : NO_SENTENCE;
      if (!wording || sentences === NO_SENTENCE) continue;
      const index = byRarest.itemOf[number] ?? 0;
      const item = items[index];
      if (item !== undefined && index !== itemBefore) {
        itemBefore = index;
        possible = [];
        standing.push(item);
        // The phrase need not look for its wordings once more.
        text.possible.set(phraseOf(item), possible);
      }
      possible.push({ wording, sentences });
    }
    return standing;
  }

  return {
    all: items,
    in(text) {
      const before = known.get(text) ?? within(text);
      known.set(text, before);
      return before;
    },
  };
}

/** The numbers of the wordings of which a sentence has all words, in their order. */
function likely(index: ByRarest, { present, sentences }: Marks): Int32Array {
  const { ids, wordings } = index;
  const found: number[] = [];
  for (const id of present.length < ids.length ? present : ids) {
    const rare = wordings[id];
    if (!rare || sentences[id] === NO_SENTENCE) continue;
    for (let at = 0; at < rare.length; at++) {
      const number = rare[at] ?? 0;
      if (allIn(number, index, sentences) !== NO_SENTENCE) found.push(number);
    }
  }
  return Int32Array.from(found).sort();
}

/** The sentences that have all words of a wording. */
function allIn(number: number, { needs, from }: ByRarest, sentences: Int32Array): SentenceSet {
  const end = from[number + 1] ?? 0;
  let among: SentenceSet = ANY_SENTENCE;
  for (let at = from[number] ?? 0; at < end && among !== NO_SENTENCE; at++)
    among &= sentences[needs[at] ?? 0] ?? NO_SENTENCE;
  return among;
}

function indexByRarest(phrases: readonly Phrase[]): ByRarest {
  const all: Wording[] = [];
  const itemOf: number[] = [];
  const rare = new Map<number, number[]>();
  for (const [item, phrase] of phrases.entries())
    for (const wording of phrase.wordings()) {
      const others = rare.get(wording.rarest) ?? [];
      rare.set(wording.rarest, others);
      others.push(all.push(wording) - 1);
      itemOf.push(item);
    }
  const wordings: Int32Array[] = [];
  for (const [id, numbers] of rare) wordings[id] = Int32Array.from(numbers);
  let end = 0;
  return {
    ids: [...rare.keys()],
    wordings,
    needs: Int32Array.from(all.flatMap(({ needed }) => needed.map(({ id }) => id))),
    from: Int32Array.from([0, ...all.map(({ needed }) => (end += needed.length))]),
    all,
    itemOf: Int32Array.from(itemOf),
  };
}

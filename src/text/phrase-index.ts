import { enterCommonFirst, type Marks, STATE } from './opening-book.ts';
import type { Phrase } from './phrase.ts';
import { ALL, type PhraseMatch, search } from './phrase-search.ts';
import type { Searchable } from './searchable.ts';
import { NO_SENTENCE } from './sentence-set.ts';
import {
  addIfPossible,
  copyPossible,
  forgetPossible,
  nextRow,
  noPossible,
  type PossibleWordings,
  RAREST,
  type Wordings,
} from './wording.ts';

/** Things that phrases lead to, such as cues to facts. */
export interface PhraseIndex<T> {
  /** In the order in which they were given. */
  readonly all: readonly T[];
  /** Those whose phrases stand in a text, in the same order, and where they do. */
  in(text: Searchable): readonly Standing<T>[];
}

/** A thing whose phrase stands in a text, and where. */
export interface Standing<T> {
  item: T;
  matches: readonly PhraseMatch[];
}

/** The wordings of all items in their order, by the opening that the fewest texts have. */
interface ByRarest {
  /** The openings that are the rarest of some wording, and by the number of each whether it is one. */
  ids: Int32Array;
  isRarest: Uint8Array;
  /**
   * What to ask of wordings whose rarest opening is `id`, from `from[id]` to `from[id + 1]`: of each its number, and what
   * its row has. Rows that are asked one after the other lie so.
   */
  from: Int32Array;
  asked: Int32Array;
  /** By the number of a wording, the number of the item that it belongs to, and its row. */
  itemOf: Int32Array;
  rowOf: Int32Array;
  /** Where those that are possible in the text that is looked at are listed. */
  listed: Int32Array;
}

/**
 * Of thousands of things, only those are looked at whose words a text has.
 * @param items whose phrases are compiled with the same words
 */
export function createPhraseIndex<T>(items: readonly T[], phraseOf: (item: T) => Phrase): PhraseIndex<T> {
  let byRarest: ByRarest | undefined;
  let before: { serial: number; standing: readonly Standing<T>[] } | undefined;
  const memory = { forget: () => (before = undefined) };
  const [first] = items;
  const possible = noPossible();
  /** Those of one item, in their order. */
  const ofItem = noPossible();

  function within(text: Searchable): readonly Standing<T>[] {
    if (first === undefined) return [];
    const { wordings } = phraseOf(first);
    // Many are never asked: a fact's own where all facts are looked for at once, and all where nobody writes.
    byRarest ??= indexByRarest(items.map(phraseOf), wordings);
    const marks = wordings.openings.marks(text);
    forgetPossible(possible);
    const { itemOf, listed } = byRarest;
    const numbers = findPossible(byRarest, possible, marks, text);
    ofItem.places = possible.places;
    const standing: Standing<T>[] = [];
    for (let at = 0; at < numbers.length; ) {
      const index = itemOf[numbers[at] ?? 0] ?? 0;
      ofItem.length = 0;
      for (; at < numbers.length && itemOf[numbers[at] ?? 0] === index; at++)
        copyPossible(possible, listed[numbers[at] ?? 0] ?? 0, ofItem);
      const { length } = ofItem;
      const matches = search(wordings, ofItem, 0, length, marks, text, 0, text.text.length, ALL);
      const item = matches.length > 0 ? items[index] : undefined;
      if (item === undefined) continue;
      standing.push({ item, matches });
      // The phrase need not look for them once more.
      phraseOf(item).stands(text, matches);
    }
    return standing;
  }

  return {
    all: items,
    in(text) {
      if (before?.serial === text.serial) return before.standing;
      const standing = within(text);
      before = { serial: text.serial, standing };
      if (first !== undefined) phraseOf(first).remember(text, memory);
      return standing;
    },
  };
}

/** Lists the wordings that may stand in a text. @returns their numbers, in their order */
function findPossible(
  index: ByRarest,
  possible: PossibleWordings,
  marks: Marks,
  text: Searchable,
): Int32Array {
  const { ids, isRarest } = index;
  const found: number[] = [];
  // A fact's own terms have few openings, most texts more.
  if (ids.length < marks.count) {
    for (const id of ids)
      if (marks.states[STATE * id] !== NO_SENTENCE) ask(id, index, possible, marks, text, found);
  } else {
    for (let each = 0; each < marks.count; each++) {
      const id = marks.present[each] ?? 0;
      if (isRarest[id] === 1) ask(id, index, possible, marks, text, found);
    }
  }
  return new Int32Array(found).sort();
}

/** Lists those of the wordings whose rarest opening this is. @param found gets their numbers */
function ask(
  id: number,
  { from, asked, rowOf, listed }: ByRarest,
  possible: PossibleWordings,
  marks: Marks,
  text: Searchable,
  found: number[],
): void {
  const end = from[id + 1] ?? 0;
  for (let at = from[id] ?? 0; at < end; at = nextRow(asked, at + 1)) {
    const number = asked[at] ?? 0;
    const { length } = possible;
    if (!addIfPossible(possible, rowOf[number] ?? 0, asked, at + 1, marks, text)) continue;
    listed[number] = length;
    found.push(number);
  }
}

function indexByRarest(phrases: readonly Phrase[], wordings: Wordings): ByRarest {
  enterCommonFirst(
    phrases.flatMap((phrase) => phrase.openings()),
    wordings.openings,
  );
  const itemOf: number[] = [];
  const rowOf: number[] = [];
  const byRarest = new Map<number, number[]>();
  for (const [item, phrase] of phrases.entries()) {
    const { start, end } = phrase.rows();
    const { rows } = wordings;
    for (let row = start; row < end; row = nextRow(rows, row)) {
      const rarest = rows[row + RAREST] ?? 0;
      const asked = byRarest.get(rarest) ?? [];
      byRarest.set(rarest, asked);
      asked.push(rowOf.push(row) - 1, ...rows.subarray(row, nextRow(rows, row)));
      itemOf.push(item);
    }
  }
  const ids = Int32Array.from(byRarest.keys()).sort();
  const lists = Array.from({ length: (ids.at(-1) ?? -1) + 1 }, (_, id) => byRarest.get(id) ?? []);
  let end = 0;
  return {
    ids,
    isRarest: Uint8Array.from(lists, ({ length }) => Number(length > 0)),
    from: Int32Array.from([0, ...lists.map(({ length }) => (end += length))]),
    asked: Int32Array.from(lists.flat()),
    itemOf: Int32Array.from(itemOf),
    rowOf: Int32Array.from(rowOf),
    listed: new Int32Array(itemOf.length),
  };
}

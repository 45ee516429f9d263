import { sentencesWith } from './opening-book.ts';
import type { Phrase } from './phrase.ts';
import type { Searchable } from './searchable.ts';
import { NO_SENTENCE } from './sentence-set.ts';

/** Things that phrases lead to, such as cues to facts. */
export interface PhraseIndex<T> {
  /** In the order in which they were given. */
  readonly all: readonly T[];
  /** Those whose phrases may stand in a text, in the same order. */
  in(text: Searchable): readonly T[];
}

/** A wording of an item's phrase. */
interface Entry {
  index: number;
  needed: readonly number[];
}

/** By the number of the opening that the fewest texts have; most numbers are the rarest of nothing. */
type EntriesByRarest = readonly (readonly Entry[] | undefined)[];

const NONE: readonly Entry[] = [];

/**
 * Of thousands of things, only those are looked at whose rarest words a text has.
 * @param items whose phrases are compiled with the same words
 */
export function createPhraseIndex<T>(items: readonly T[], phraseOf: (item: T) => Phrase): PhraseIndex<T> {
  let byRarest: EntriesByRarest | undefined;
  const [first] = items;
  function within(text: Searchable): readonly T[] {
    if (first === undefined) return [];
    // Many are never asked: a fact's own where all facts are looked for at once, and all where nobody writes.
    byRarest ??= indexByRarest(items, phraseOf);
    const marks = phraseOf(first).marks(text);
    const found = new Set<number>();
    for (const id of marks.present)
      for (const { index, needed } of byRarest[id] ?? NONE)
        if (sentencesWith(needed, marks) !== NO_SENTENCE) found.add(index);
    return [...found].sort((a, b) => a - b).flatMap((index) => items[index] ?? []);
  }
  return { all: items, in: within };
}

function indexByRarest<T>(items: readonly T[], phraseOf: (item: T) => Phrase): EntriesByRarest {
  const byRarest: Entry[][] = [];
  for (const [index, item] of items.entries()) {
    for (const { needed, rarest } of phraseOf(item).wordings()) {
      const known = byRarest[rarest];
      if (known) known.push({ index, needed });
      else byRarest[rarest] = [{ index, needed }];
    }
  }
  return byRarest;
}

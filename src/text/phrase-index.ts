import type { Marks } from './opening-book.ts';
import type { Phrase } from './phrase.ts';
import type { Searchable } from './searchable.ts';
import { NO_SENTENCE } from './sentence-set.ts';
import { type Possible, sentencesInReach, sentencesWithAll, type Wording } from './wording.ts';

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
  ids: Int32Array;
  /**
   * What to ask of wordings whose rarest opening is `id`, from `from[id]` to `from[id + 1]`. Of each wording its number,
   * how many other openings it needs, and their numbers: in one list, to be gone through fast.
   */
  from: Int32Array;
  asked: Int32Array;
  all: readonly Wording[];
  /** The number of the item that a wording belongs to. */
  itemOf: Int32Array;
  /** The sentences that may hold a wording, for those that are likely in the text that is looked at. */
  sentences: Int32Array;
}

/**
 * Of thousands of things, only those are looked at whose words a text has.
 * @param items whose phrases are compiled with the same words
 */
export function createPhraseIndex<T>(items: readonly T[], phraseOf: (item: T) => Phrase): PhraseIndex<T> {
  let byRarest: ByRarest | undefined;
  let before: { serial: number; standing: readonly T[] } | undefined;
  const [first] = items;

  function within(text: Searchable): readonly T[] {
    if (first === undefined) return items;
    // Many are never asked: a fact's own where all facts are looked for at once, and all where nobody writes.
    byRarest ??= indexByRarest(items.map(phraseOf));
    const { all, itemOf, sentences } = byRarest;
    const standing: T[] = [];
    let itemBefore = -1;
    let possible: Possible[] = [];
    for (const number of likely(byRarest, phraseOf(first).marks(text), text)) {
      const wording = all[number];
      const index = itemOf[number] ?? 0;
      const item = items[index];
      if (!wording || item === undefined) continue;
      const each = { wording, sentences: sentences[number] ?? NO_SENTENCE };
      if (index === itemBefore) {
        possible.push(each);
        continue;
      }
      itemBefore = index;
      possible = [each];
      standing.push(item);
      // The phrase need not look for its wordings once more.
      phraseOf(item).mayStand(text, possible);
    }
    return standing;
  }

  return {
    all: items,
    in(text) {
      if (before?.serial !== text.serial) before = { serial: text.serial, standing: within(text) };
      return before.standing;
    },
  };
}

/** The numbers of the wordings that some sentence has all words for, near enough to each other; in their order. */
function likely(index: ByRarest, marks: Marks, text: Searchable): Int32Array {
  const { ids, from, asked } = index;
  const found: number[] = [];
  const [tried, count] = ids.length < marks.count ? [ids, ids.length] : [marks.present, marks.count];
  for (let each = 0; each < count; each++) {
    const id = tried[each] ?? 0;
    const end = from[id + 1] ?? 0;
    const has = marks.sentences[id] ?? NO_SENTENCE;
    if (has === NO_SENTENCE) continue;
    for (let at = from[id] ?? 0; at < end; ) {
      const number = asked[at] ?? 0;
      const next = at + 2 + (asked[at + 1] ?? 0);
      let among = sentencesWithAll(asked, at + 2, next, marks, has);
      at = next;
      const wording = among === NO_SENTENCE ? undefined : index.all[number];
      if (wording) among = sentencesInReach(wording, marks, text, among);
      if (among === NO_SENTENCE) continue;
      index.sentences[number] = among;
      found.push(number);
    }
  }
  return new Int32Array(found).sort();
}

function indexByRarest(phrases: readonly Phrase[]): ByRarest {
  const all: Wording[] = [];
  const itemOf: number[] = [];
  const byRarest = new Map<number, number[]>();
  for (const [item, phrase] of phrases.entries())
    for (const wording of phrase.wordings()) {
      const asked = byRarest.get(wording.rarest) ?? [];
      byRarest.set(wording.rarest, asked);
      const others = wording.needed.filter((id) => id !== wording.rarest);
      asked.push(all.push(wording) - 1, others.length, ...others);
      itemOf.push(item);
    }
  const ids = Int32Array.from(byRarest.keys()).sort();
  const lists = Array.from({ length: (ids.at(-1) ?? -1) + 1 }, (_, id) => byRarest.get(id) ?? []);
  let end = 0;
  return {
    ids,
    from: Int32Array.from([0, ...lists.map(({ length }) => (end += length))]),
    asked: Int32Array.from(lists.flat()),
    all,
    itemOf: Int32Array.from(itemOf),
    sentences: new Int32Array(all.length),
  };
}

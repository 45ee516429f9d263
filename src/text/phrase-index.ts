import type { Phrase } from './phrase.ts';
import type { Searchable } from './searchable.ts';

/**
 * Things that phrases lead to, such as cues to facts. Of thousands only those are looked at whose rarest
 * words the text has.
 * @returns the things whose phrases may stand in a text, in the order in which they were given
 */
export function createPhraseIndex<T>(
  items: readonly T[],
  phraseOf: (item: T) => Phrase,
): (text: Searchable) => readonly T[] {
  const byRarest = new Map<number, { standsIn: (text: Searchable) => boolean; indices: number[] }>();
  for (const [index, item] of items.entries()) {
    const { id, standsIn } = phraseOf(item).rarest;
    const known = byRarest.get(id);
    if (known) known.indices.push(index);
    else byRarest.set(id, { standsIn, indices: [index] });
  }
  const groups = [...byRarest.values()];
  return (text) => {
    const found: number[] = [];
    for (const { standsIn, indices } of groups) if (standsIn(text)) found.push(...indices);
    return found
      .sort((a, b) => a - b)
      .flatMap((index) => {
        const item = items[index];
        return item !== undefined && phraseOf(item).mayStandIn(text) ? [item] : [];
      });
  };
}

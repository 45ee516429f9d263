import type { Phrase } from './phrase.ts';
import type { Searchable } from './searchable.ts';

/**
 * Things that phrases lead to, such as cues to facts. Of thousands only those are looked at whose phrase begins with
 * words that the text has.
 * @returns the things whose phrases may stand in a text, in the order in which they were given
 */
export function createPhraseIndex<T>(
  items: readonly T[],
  phraseOf: (item: T) => Phrase,
): (text: Searchable) => readonly T[] {
  const byBeginning = new Map<Phrase['beginning'], number[]>();
  for (const [index, item] of items.entries()) {
    const { beginning } = phraseOf(item);
    const known = byBeginning.get(beginning);
    if (known) known.push(index);
    else byBeginning.set(beginning, [index]);
  }
  return (text) => {
    const found: number[] = [];
    for (const [beginning, indices] of byBeginning) if (beginning.mayStandIn(text)) found.push(...indices);
    return found
      .sort((a, b) => a - b)
      .flatMap((index) => {
        const item = items[index];
        return item !== undefined && phraseOf(item).mayStandIn(text) ? [item] : [];
      });
  };
}

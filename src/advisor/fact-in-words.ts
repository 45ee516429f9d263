import type { FactValue } from './fact.ts';
import type { Pack } from './pack.ts';
import { valueInWords } from './slots.ts';
import type { FactDefinition } from './vocabulary.ts';
import { fill } from './wording.ts';

/** The pack's words for a value, as half a sentence in the second person: "you have 800 labelled examples". */
export function saysOf(value: FactValue, definition: FactDefinition): string | undefined {
  const says = typeof definition.says === 'object' ? definition.says[String(value)] : definition.says;
  return says && fill(says, new Map([['value', valueInWords(value, definition)]]));
}

/** A fact as half a sentence, or as its question with the answer, where the pack has no words for the value. */
export const factInWords = (value: FactValue, definition: FactDefinition): string =>
  saysOf(value, definition) ?? `${definition.question} ${valueInWords(value, definition)}`;

/**
 * The same by its key. A fact that the vocabulary does not have (any more), such as of guidance that a workspace chose no
 * longer, is told by its name: "works council: no".
 */
export function keyedFactInWords({ key, value }: { key: string; value: FactValue }, pack: Pack): string {
  const definition = pack.vocabulary.get(key);
  if (definition) return factInWords(value, definition);
  const told = typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
  return `${key.replaceAll('_', ' ')}: ${told}`;
}

import type { FactValue } from './fact.ts';
import type { Pack } from './pack.ts';
import { valueInWords } from './slots.ts';
import { fill } from './wording.ts';

/** A fact as half a sentence in the second person, or its question with the answer; undefined for an unknown key. */
export function factInWords(
  { key, value }: { key: string; value: FactValue },
  pack: Pack,
): string | undefined {
  const definition = pack.vocabulary.get(key);
  if (!definition) return undefined;
  const says = typeof definition.says === 'object' ? definition.says[String(value)] : definition.says;
  const inWords = valueInWords(value, definition);
  return (says && fill(says, new Map([['value', inWords]]))) ?? `${definition.question} ${inWords}`;
}

import type { FactValue } from './fact.ts';
import { valueInWords } from './slots.ts';
import type { FactDefinition } from './vocabulary.ts';

/**
 * A fact's value as the answer to its question: the pack's words for a choice, for its questions are not all answered by
 * "yes"; a number with its unit; a text as it is.
 */
export function answerInWords(value: FactValue, definition: FactDefinition): string {
  switch (definition.type) {
    case 'boolean':
    case 'choice':
      return capital(definition.says[String(value)] ?? plain(value));
    case 'number':
      return `${valueInWords(value, definition)}${unitBehind(definition.unit)}`;
    case 'text':
      return String(value);
  }
}

/** A fact as half a sentence, in the second person: "you have 800 labelled examples". */
export function factInWords(value: FactValue, definition: FactDefinition): string {
  const { says } = definition;
  const sentence = typeof says === 'object' ? says[String(value)] : says;
  return (
    sentence?.replaceAll('{value}', () => valueInWords(value, definition)) ?? answerInWords(value, definition)
  );
}

const plain = (value: FactValue): string =>
  typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value).replaceAll('-', ' ');

/** The unit, as far as the number does not show it already: "$0.005 a call", "72 %". */
function unitBehind(unit: string): string {
  if (unit === 'percent') return '';
  return ` ${unit.replace(/^dollars\s*/, '')}`.trimEnd();
}

export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

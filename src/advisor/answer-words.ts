import { capital } from '../text/capital.ts';
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

const plain = (value: FactValue): string =>
  typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value).replaceAll('-', ' ');

/** The unit, as far as the number does not show it already: "$0.005 a call", "72 %". */
function unitBehind(unit: string): string {
  if (unit === 'percent') return '';
  return ` ${unit.replace(/^dollars\s*/, '')}`.trimEnd();
}

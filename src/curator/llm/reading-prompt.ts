import type { Pack } from '../../advisor/pack.ts';
import type { FactDefinition } from '../../advisor/vocabulary.ts';

/**
 * The fixed part of a reading: rules, vocabulary and routes. It is the same to the byte for every call with a pack, so
 * that a provider's prompt cache holds.
 * @param template prompts/read.md
 */
export function readingPrompt(template: string, pack: Pack): string {
  const vocabulary = [...pack.vocabulary.values()].map(lineOf).join('\n');
  const routes = [...pack.guidance.values()].map(({ route, brief }) => `${route}: ${brief}`).join('\n');
  return template.replace('{{vocabulary}}', vocabulary).replace('{{routes}}', routes);
}

function lineOf(definition: FactDefinition): string {
  const type = definition.type === 'choice' ? definition.choices.join('|') : definition.type;
  return `${definition.key} ${type}: ${definition.brief}`;
}

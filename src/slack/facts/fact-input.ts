import type { InputBlock, PlainTextOption } from '@slack/types';
import { answerInWords } from '../../advisor/answer-words.ts';
import type { FactValue } from '../../advisor/fact.ts';
import type { FactDefinition } from '../../advisor/vocabulary.ts';
import { firstCharacters } from '../../text/first-characters.ts';
import { fitted } from './fitted.ts';
import { exampleOf, hintOf, type NumberRule } from './number-rule.ts';

/** An input's block is named by its fact: this and the key. */
export const FACT_BLOCK = 'fact:';
export const VALUE_ACTION = 'value';

const LONGEST_OPTION = 75;
const LONGEST_NUMBER = 40;
/** A name or a few words; more could not be shown in a line. */
const LONGEST_TEXT = 150;

interface InputOptions {
  /** What it holds at first. */
  initial?: FactValue | undefined;
  /** Whether it may be left out, or answered by "I don't know". */
  optional: boolean;
  /** How a number is to be read. */
  rule?: NumberRule | undefined;
}

/** The input that fits a fact: its choices in the pack's words, a line for a number or a text. */
export function factInput(definition: FactDefinition, { initial, optional, rule }: InputOptions): InputBlock {
  return {
    type: 'input',
    block_id: `${FACT_BLOCK}${definition.key}`,
    optional,
    label: { type: 'plain_text', text: fitted(definition.question, 2_000) },
    ...(rule ? { hint: { type: 'plain_text', text: fitted(hintOf(rule), 2_000) } } : {}),
    element: elementOf(definition, { initial, optional, rule }),
  };
}

function elementOf(
  definition: FactDefinition,
  { initial, optional, rule }: InputOptions,
): InputBlock['element'] {
  const common = { action_id: VALUE_ACTION };
  switch (definition.type) {
    case 'boolean':
    case 'choice': {
      const values: readonly FactValue[] = definition.type === 'boolean' ? [true, false] : definition.choices;
      const options = values.map((value) => optionOf(value, definition));
      const chosen = initial === undefined ? undefined : options[values.indexOf(initial)];
      const choices = {
        ...common,
        options: [...options, ...(optional ? [DONT_KNOW] : [])],
        ...(chosen ? { initial_option: chosen } : {}),
      };
      return definition.type === 'boolean'
        ? { type: 'radio_buttons', ...choices }
        : { type: 'static_select', ...choices };
    }
    case 'number':
      return {
        type: 'plain_text_input',
        ...common,
        max_length: LONGEST_NUMBER,
        ...(rule ? { placeholder: { type: 'plain_text', text: fitted(exampleOf(rule), 150) } } : {}),
        ...(initial === undefined ? {} : { initial_value: String(initial) }),
      };
    case 'text':
      return {
        type: 'plain_text_input',
        ...common,
        max_length: LONGEST_TEXT,
        ...(initial === undefined ? {} : { initial_value: firstCharacters(String(initial), LONGEST_TEXT) }),
      };
  }
}

const optionOf = (value: FactValue, definition: FactDefinition): PlainTextOption => ({
  text: { type: 'plain_text', text: fitted(answerInWords(value, definition), LONGEST_OPTION) },
  value: JSON.stringify(value),
});

/** Changes nothing, as an empty field. */
const DONT_KNOW: PlainTextOption = { text: { type: 'plain_text', text: 'I don’t know' }, value: 'null' };

import { asObject, asString, type Json, type JsonObject } from '../../wire/json.ts';
import type { View, ViewState } from '../../wire/view.ts';
import { allBlocks } from '../blocks/walk-blocks.ts';
import { stateValue } from './element-state.ts';

const REQUIRED = 'Please complete this required field.';

/** @returns what Slack itself objects to before it submits a view, by block_id; empty when all is well */
export function checkInputs(view: View, state: ViewState): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { block } of allBlocks(view.blocks, '')) {
    const element = asObject(block.element);
    if (block.type !== 'input' || !element) continue;
    const blockId = asString(block.block_id) ?? '';
    const entered = state.values[blockId]?.[asString(element.action_id) ?? ''];
    const problem = objection(block, element, entered ? stateValue(entered) : null);
    if (problem) errors[blockId] = problem;
  }
  return errors;
}

function objection(block: JsonObject, element: JsonObject, value: Json): string | undefined {
  const empty =
    value === null ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0);
  if (empty) return block.optional === true ? undefined : REQUIRED;
  if (typeof value !== 'string') return undefined;
  switch (element.type) {
    case 'plain_text_input':
      return lengthObjection(element, value);
    case 'number_input':
      return numberObjection(element, value);
    case 'email_text_input':
      return /^\S+@\S+\.\S+$/.test(value) ? undefined : 'Please enter a valid email address.';
    case 'url_text_input':
      return URL.canParse(value) ? undefined : 'Please enter a valid URL.';
    default:
      return undefined;
  }
}

function lengthObjection(
  { min_length: min, max_length: max }: JsonObject,
  value: string,
): string | undefined {
  if (typeof min === 'number' && value.length < min) return `Please enter at least ${min} characters.`;
  if (value.length > (typeof max === 'number' ? max : 3_000))
    return `Please enter at most ${max ?? 3_000} characters.`;
  return undefined;
}

function numberObjection(element: JsonObject, value: string): string | undefined {
  const number = Number(value);
  if (!Number.isFinite(number)) return 'Please enter a number.';
  if (element.is_decimal_allowed !== true && !Number.isInteger(number)) return 'Please enter a whole number.';
  if (element.min_value !== undefined && number < Number(element.min_value))
    return `Please enter ${element.min_value} or more.`;
  if (element.max_value !== undefined && number > Number(element.max_value))
    return `Please enter ${element.max_value} or less.`;
  return undefined;
}

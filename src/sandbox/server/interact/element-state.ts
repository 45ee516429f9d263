import type { ElementValue } from '../../wire/element-value.ts';
import { asObject, asObjects, asString, type Json, type JsonObject } from '../../wire/json.ts';
import { Refusal } from '../refusal.ts';

/** How the state of an element is called, what it begins with, and whether it holds several things. */
interface StateShape {
  member: string;
  initial: string;
  holds: 'one' | 'many' | 'option' | 'options' | 'rich';
}

const one = (member: string, initial: string): StateShape => ({ member, initial, holds: 'one' });
const many = (member: string, initial: string): StateShape => ({ member, initial, holds: 'many' });
const option: StateShape = { member: 'selected_option', initial: 'initial_option', holds: 'option' };
const options: StateShape = { member: 'selected_options', initial: 'initial_options', holds: 'options' };

const SHAPES: Record<string, StateShape> = {
  plain_text_input: one('value', 'initial_value'),
  email_text_input: one('value', 'initial_value'),
  url_text_input: one('value', 'initial_value'),
  number_input: one('value', 'initial_value'),
  rich_text_input: { member: 'rich_text_value', initial: 'initial_value', holds: 'rich' },
  datepicker: one('selected_date', 'initial_date'),
  timepicker: one('selected_time', 'initial_time'),
  datetimepicker: one('selected_date_time', 'initial_date_time'),
  static_select: option,
  external_select: option,
  radio_buttons: option,
  overflow: option,
  multi_static_select: options,
  multi_external_select: options,
  checkboxes: options,
  users_select: one('selected_user', 'initial_user'),
  channels_select: one('selected_channel', 'initial_channel'),
  conversations_select: one('selected_conversation', 'initial_conversation'),
  multi_users_select: many('selected_users', 'initial_users'),
  multi_channels_select: many('selected_channels', 'initial_channels'),
  multi_conversations_select: many('selected_conversations', 'initial_conversations'),
  file_input: many('files', 'initial_files'),
};

/** @returns whether the element has a state at all; buttons have none */
export function hasState(element: JsonObject): boolean {
  return String(element.type) in SHAPES;
}

/**
 * @param value what a person entered or chose; undefined stands for the initial value
 * @returns the element's state as Slack sends it
 * @throws Refusal `no_such_option`
 */
export function elementState(element: JsonObject, value: ElementValue | undefined): JsonObject {
  const shape = SHAPES[String(element.type)];
  if (!shape) throw new Refusal('no_state', `A ${String(element.type)} holds no value.`);
  const state = value === undefined ? initialState(element, shape) : enteredState(element, shape, value);
  return { type: element.type, [shape.member]: state };
}

function initialState(element: JsonObject, { initial, holds }: StateShape): Json {
  const several = holds === 'many' || holds === 'options';
  return element[initial] ?? (several ? [] : null);
}

function enteredState(element: JsonObject, { holds }: StateShape, value: ElementValue): Json {
  const values = Array.isArray(value) ? value : value === null || value === '' ? [] : [String(value)];
  switch (holds) {
    case 'option':
      return values[0] === undefined ? null : optionOf(element, values[0]);
    case 'options':
      return values.map((item) => optionOf(element, item));
    case 'many':
      return values;
    case 'rich':
      return values[0] === undefined ? null : richText(values[0]);
    case 'one':
      return value === '' || Array.isArray(value) ? (values[0] ?? null) : value;
  }
}

function optionOf(element: JsonObject, value: string): JsonObject {
  const grouped = asObjects(element.option_groups).flatMap((group) => asObjects(group.options));
  const found = [...asObjects(element.options), ...grouped].find((candidate) => candidate.value === value);
  if (!found) throw new Refusal('no_such_option', `${asString(element.action_id)} has no option "${value}".`);
  return found;
}

function richText(text: string): JsonObject {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] };
}

/** @returns the one value in an element's state, whatever it is called */
export function stateValue(state: JsonObject): Json {
  const { type: _type, ...rest } = state;
  return Object.values(rest)[0] ?? null;
}

/** @returns the value of the chosen option, or undefined */
export function chosenValue(state: JsonObject): string | undefined {
  return asString(asObject(state.selected_option)?.value);
}

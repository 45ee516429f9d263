import type { ElementValue } from '../../wire/element-value.ts';
import { asObject, type JsonObject } from '../../wire/json.ts';
import type { FoundElement } from '../blocks/find-element.ts';
import { Refusal } from '../refusal.ts';
import { elementState, hasState } from './element-state.ts';

/**
 * @param value what was chosen or entered; for feedback buttons `positive`, `negative` or the button's value; not
 *   needed for other buttons
 * @returns the entry of `actions` that Slack sends for an element
 * @throws Refusal when the element has no such choice
 */
export function actionOf(
  { element, blockId }: FoundElement,
  value: ElementValue | undefined,
  ts: string,
): JsonObject {
  const common = { action_id: element.action_id, block_id: blockId, type: element.type, action_ts: ts };
  if (hasState(element)) return { ...common, ...elementState(element, value ?? null) };
  switch (element.type) {
    case 'feedback_buttons':
      return { ...common, ...feedback(element, value) };
    case 'icon_button':
      return { ...common, icon: element.icon, text: element.text, value: element.value ?? '' };
    default:
      return { ...common, ...given(element, ['text', 'value', 'url', 'style', 'confirm']) };
  }
}

function feedback(element: JsonObject, value: ElementValue | undefined): JsonObject {
  const buttons = {
    positive: asObject(element.positive_button),
    negative: asObject(element.negative_button),
  };
  const pressed = Object.entries(buttons).find(
    ([name, button]) => name === value || button?.value === value,
  )?.[1];
  if (!pressed)
    throw new Refusal('no_such_option', `Feedback is "positive" or "negative", not ${String(value)}.`);
  return { value: pressed.value, text: pressed.text };
}

function given(element: JsonObject, members: readonly string[]): JsonObject {
  return Object.fromEntries(
    members.filter((name) => element[name] !== undefined).map((name) => [name, element[name]]),
  );
}

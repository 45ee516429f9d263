import type { ElementValue } from '../../wire/element-value.ts';
import { asObject, asObjects, asString, type JsonObject } from '../../wire/json.ts';

/** How an input is tied to its label and note. */
export interface Field {
  id: string;
  labelledBy: string;
  describedBy: string;
  invalid: boolean;
}

/** What every element gets. `change` enters a value, and sends it where the element sends at once. */
export interface ElementProps {
  element: JsonObject;
  value: ElementValue | undefined;
  change(value: ElementValue): void;
  /** Sends a click; for elements that hold no value. */
  press(value?: ElementValue): void;
  busy: boolean;
  /** Whether what is done is sent at once, and not only when a modal is submitted. */
  fires: boolean;
  field: Field | undefined;
}

/** An option of a menu, in plain words. */
export interface Choice {
  value: string;
  label: string;
  description: string | undefined;
  url: string | undefined;
}

/** @returns the options of an element, those in groups included */
export function choicesOf(element: JsonObject): Choice[] {
  const grouped = asObjects(element.option_groups).flatMap((group) => asObjects(group.options));
  return [...asObjects(element.options), ...grouped].map(choiceOf);
}

/** @returns an option in plain words */
export function choiceOf(option: JsonObject): Choice {
  return {
    value: asString(option.value) ?? '',
    label: asString(asObject(option.text)?.text) ?? '',
    description: asString(asObject(option.description)?.text),
    url: asString(option.url),
  };
}

/** @returns the text of a text object in a member, such as the placeholder */
export function textOf(element: JsonObject, member: string): string | undefined {
  return asString(asObject(element[member])?.text);
}

/** @returns what ties an input to its label, or a label of its own where there is none */
export function fieldAttributes(field: Field | undefined, label: string) {
  return field
    ? { id: field.id, 'aria-describedby': field.describedBy, 'aria-invalid': field.invalid }
    : { 'aria-label': label };
}

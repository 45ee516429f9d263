import { useId } from 'react';
import { asObject, asObjects, type JsonObject } from '../../wire/json.ts';
import { TextObject } from '../blocks/rich-text.tsx';
import { choiceOf, type ElementProps } from './element-props.ts';
import { initialValues } from './menu-choices.ts';

/** Options of which one can be chosen. */
export function RadioElement({ element, value, change, field }: ElementProps) {
  const name = useId();
  const chosen = value === undefined ? initialValues(element)[0] : value;
  return (
    <div className="choices" role="radiogroup" aria-labelledby={field?.labelledBy}>
      {asObjects(element.options).map((option) => {
        const { value: own } = choiceOf(option);
        return (
          <Option key={own} option={option}>
            <input type="radio" name={name} checked={chosen === own} onChange={() => change(own)} />
          </Option>
        );
      })}
    </div>
  );
}

/** Options of which any number can be chosen. */
export function CheckboxesElement({ element, value, change, field }: ElementProps) {
  const chosen = Array.isArray(value) ? value : value === undefined ? initialValues(element) : [];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would want a legend; the label stands elsewhere
    <div className="choices" role="group" aria-labelledby={field?.labelledBy}>
      {asObjects(element.options).map((option) => {
        const { value: own } = choiceOf(option);
        const toggled = chosen.includes(own) ? chosen.filter((item) => item !== own) : [...chosen, own];
        return (
          <Option key={own} option={option}>
            <input type="checkbox" checked={chosen.includes(own)} onChange={() => change(toggled)} />
          </Option>
        );
      })}
    </div>
  );
}

function Option({ option, children }: { option: JsonObject; children: React.ReactNode }) {
  const text = asObject(option.text);
  const description = asObject(option.description);
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className="choice">
      {children}
      <span>
        {text && <TextObject object={text} />}
        {description && (
          <span className="choice-description">
            <TextObject object={description} />
          </span>
        )}
      </span>
    </label>
  );
}

import type { KeyboardEvent } from 'react';
import { asString } from '../../wire/json.ts';
import { type ElementProps, fieldAttributes, textOf } from './element-props.ts';

const TYPES: Record<string, 'email' | 'url' | 'text'> = { email_text_input: 'email', url_text_input: 'url' };

/** A line or a box of text; numbers, addresses and mail addresses are lines, too. */
export function TextElement({ element, value, change, press, fires, field }: ElementProps) {
  const initial = asString(element.initial_value) ?? '';
  const text = value === undefined ? initial : String(value ?? '');
  const common = {
    className: 'text-input',
    ...fieldAttributes(field, textOf(element, 'placeholder') ?? 'Text'),
    placeholder: textOf(element, 'placeholder') ?? '',
    value: text,
    maxLength: typeof element.max_length === 'number' ? element.max_length : 3_000,
    onChange: (event: { target: { value: string } }) => change(event.target.value),
  };
  if (element.multiline === true || element.type === 'rich_text_input')
    return <textarea rows={5} {...common} />;
  return (
    <input
      type={TYPES[String(element.type)] ?? 'text'}
      inputMode={element.type === 'number_input' ? 'decimal' : undefined}
      {...common}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'Enter' || !fires) return;
        event.preventDefault();
        press(text);
      }}
    />
  );
}

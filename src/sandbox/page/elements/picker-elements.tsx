import { asString } from '../../wire/json.ts';
import { localInput } from '../model/time.ts';
import { type ElementProps, fieldAttributes, textOf } from './element-props.ts';

/** A day. */
export function DateElement({ element, value, change, field }: ElementProps) {
  return (
    <input
      type="date"
      className="text-input picker"
      {...fieldAttributes(field, textOf(element, 'placeholder') ?? 'Choose a date')}
      value={
        typeof value === 'string' ? value : value === undefined ? (asString(element.initial_date) ?? '') : ''
      }
      onChange={(event) => change(event.target.value || null)}
    />
  );
}

/** A time of day. */
export function TimeElement({ element, value, change, field }: ElementProps) {
  return (
    <input
      type="time"
      className="text-input picker"
      {...fieldAttributes(field, textOf(element, 'placeholder') ?? 'Choose a time')}
      value={
        typeof value === 'string' ? value : value === undefined ? (asString(element.initial_time) ?? '') : ''
      }
      onChange={(event) => change(event.target.value || null)}
    />
  );
}

/** A moment; its value is in unix seconds. */
export function DateTimeElement({ element, value, change, field }: ElementProps) {
  const seconds = value === undefined ? element.initial_date_time : value;
  return (
    <input
      type="datetime-local"
      className="text-input picker"
      {...fieldAttributes(field, 'Choose date and time')}
      value={typeof seconds === 'number' ? localInput(seconds * 1_000) : ''}
      onChange={(event) => {
        const ms = new Date(event.target.value).getTime();
        change(Number.isNaN(ms) ? null : Math.floor(ms / 1_000));
      }}
    />
  );
}

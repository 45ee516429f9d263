import type { InputBlock, PlainTextOption } from '@slack/types';
import { firstCharacters } from '../../text/first-characters.ts';
import { plain } from '../blocks/text-blocks.ts';
import type { SubmissionBody } from '../bodies.ts';

/** Every input has this action id; its block names it. */
const ACTION = 'in';

type Base = { id: string; label: string; hint?: string; optional?: boolean };

const input = ({ id, label, hint, optional = false }: Base, element: InputBlock['element']): InputBlock => ({
  type: 'input',
  block_id: id,
  optional,
  label: plain(label),
  ...(hint === undefined ? {} : { hint: plain(hint) }),
  element,
});

/** A field for text, at most `longest` characters. */
export const textInput = (
  base: Base & { longest: number; initial?: string; multiline?: boolean },
): InputBlock =>
  input(base, {
    type: 'plain_text_input',
    action_id: ACTION,
    multiline: base.multiline ?? false,
    max_length: base.longest,
    // Slack takes no empty initial value.
    ...(base.initial ? { initial_value: firstCharacters(base.initial, base.longest) } : {}),
  });

/** A choice of a person. */
export const personInput = (base: Base & { initial?: string | undefined }): InputBlock =>
  input(base, {
    type: 'users_select',
    action_id: ACTION,
    ...(base.initial ? { initial_user: base.initial } : {}),
  });

/** A choice of several people. */
export const peopleInput = (base: Base & { most: number; initial: readonly string[] }): InputBlock =>
  input(base, {
    type: 'multi_users_select',
    action_id: ACTION,
    max_selected_items: base.most,
    ...(base.initial.length > 0 ? { initial_users: [...base.initial] } : {}),
  });

/** A choice of a day. */
export const dayInput = (base: Base & { initial?: string | undefined }): InputBlock =>
  input(base, {
    type: 'datepicker',
    action_id: ACTION,
    ...(base.initial ? { initial_date: base.initial } : {}),
  });

/** A choice of a time of day, HH:MM. */
export const timeInput = (base: Base & { initial: string }): InputBlock =>
  input(base, { type: 'timepicker', action_id: ACTION, initial_time: base.initial });

/** A number within its range. */
export const numberInput = (base: Base & { least: number; most?: number | undefined }): InputBlock =>
  input(base, {
    type: 'number_input',
    action_id: ACTION,
    is_decimal_allowed: true,
    min_value: String(base.least),
    ...(base.most === undefined ? {} : { max_value: String(base.most) }),
  });

export const option = (text: string, value: string): PlainTextOption => ({ text: plain(text), value });

/** One of few, all of them shown. */
export const radioInput = (base: Base & { options: readonly PlainTextOption[] }): InputBlock =>
  input(base, { type: 'radio_buttons', action_id: ACTION, options: [...base.options] });

/** One of many, in a list that opens. */
export const selectInput = (
  base: Base & { options: readonly PlainTextOption[]; initial?: PlainTextOption | undefined },
): InputBlock =>
  input(base, {
    type: 'static_select',
    action_id: ACTION,
    options: [...base.options],
    ...(base.initial ? { initial_option: base.initial } : {}),
  });

type Several = Base & { options: readonly PlainTextOption[]; initial: readonly string[] };

/** Slack takes no empty list of what is chosen at first. */
const initially = ({ options, initial }: Several): { initial_options?: PlainTextOption[] } => {
  const chosen = options.filter(({ value }) => value !== undefined && initial.includes(value));
  return chosen.length === 0 ? {} : { initial_options: chosen };
};

/** Some of many, in a list that opens. @param base `initial` are values of options */
export const severalInput = (base: Several): InputBlock =>
  input(base, {
    type: 'multi_static_select',
    action_id: ACTION,
    options: [...base.options],
    ...initially(base),
  });

/** Some of few, all of them shown. @param base `initial` are values of options */
export const ticksInput = (base: Several): InputBlock =>
  input(base, { type: 'checkboxes', action_id: ACTION, options: [...base.options], ...initially(base) });

const TICKED = 'yes';

/** A box to tick, ticked at first unless it says otherwise. */
export function tickInput({
  ticked = true,
  text,
  ...base
}: Base & { text: string; ticked?: boolean }): InputBlock {
  const initial = ticked ? [TICKED] : [];
  return ticksInput({ ...base, optional: true, options: [option(text, TICKED)], initial });
}

type Values = SubmissionBody['view']['state']['values'];

/** What was entered in a field, as text: words, a user's id, a day, a time, the value of a choice. Empty for nothing. */
export function enteredIn(values: Values, id: string): string {
  const entered = values[id]?.[ACTION];
  return (
    entered?.value ??
    entered?.selected_user ??
    entered?.selected_date ??
    entered?.selected_time ??
    entered?.selected_option?.value ??
    ''
  ).trim();
}

/** The values of what was chosen in a field of several. */
export const chosenIn = (values: Values, id: string): string[] =>
  (values[id]?.[ACTION]?.selected_options ?? []).map(({ value }) => value);

/** Who was chosen in a field of several people. */
export const peopleIn = (values: Values, id: string): string[] => values[id]?.[ACTION]?.selected_users ?? [];

export const isTicked = (values: Values, id: string): boolean => chosenIn(values, id).includes(TICKED);

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

/** A choice of a day. */
export const dayInput = (base: Base & { initial?: string | undefined }): InputBlock =>
  input(base, {
    type: 'datepicker',
    action_id: ACTION,
    ...(base.initial ? { initial_date: base.initial } : {}),
  });

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

const TICKED = 'yes';

/** A box to tick, ticked at first. */
export function tickInput(base: Base & { text: string }): InputBlock {
  const ticked = option(base.text, TICKED);
  return input(
    { ...base, optional: true },
    { type: 'checkboxes', action_id: ACTION, options: [ticked], initial_options: [ticked] },
  );
}

type Values = SubmissionBody['view']['state']['values'];

/** What was entered in a field, as text: words, a user's id, a day, the value of a choice. Empty for nothing. */
export function enteredIn(values: Values, id: string): string {
  const entered = values[id]?.[ACTION];
  return (
    entered?.value ??
    entered?.selected_user ??
    entered?.selected_date ??
    entered?.selected_option?.value ??
    ''
  ).trim();
}

export const isTicked = (values: Values, id: string): boolean =>
  (values[id]?.[ACTION]?.selected_options ?? []).some(({ value }) => value === TICKED);

import { z } from 'zod';
import { confirmDialog, richOption } from './composition-objects.ts';
import { identifier, plainText } from './text-objects.ts';

const common = {
  action_id: identifier.optional(),
  confirm: confirmDialog.optional(),
  focus_on_load: z.boolean().optional(),
};

export const radioButtons = z.strictObject({
  type: z.literal('radio_buttons'),
  ...common,
  options: z.array(richOption).min(1).max(10),
  initial_option: richOption.optional(),
});

export const checkboxes = z.strictObject({
  type: z.literal('checkboxes'),
  ...common,
  options: z.array(richOption).min(1).max(10),
  initial_options: z.array(richOption).min(1).max(10).optional(),
});

export const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  ...common,
  placeholder: plainText(150).optional(),
  initial_date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date in the format YYYY-MM-DD')
    .optional(),
});

export const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  ...common,
  placeholder: plainText(150).optional(),
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time in the format HH:mm')
    .optional(),
  timezone: z.string().optional(),
});

/** `initial_date_time` is in unix seconds, ten digits. */
export const datetimepicker = z.strictObject({
  type: z.literal('datetimepicker'),
  ...common,
  initial_date_time: z.int().min(1_000_000_000).max(9_999_999_999).optional(),
});

import { z } from 'zod';
import { dispatchConfig } from './composition-objects.ts';
import { richText } from './rich-text-block.ts';
import { identifier, plainText } from './text-objects.ts';

const common = {
  action_id: identifier.optional(),
  placeholder: plainText(150).optional(),
  focus_on_load: z.boolean().optional(),
  dispatch_action_config: dispatchConfig.optional(),
};
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/, 'must be a number in a string');

export const plainTextInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    ...common,
    initial_value: z.string().max(3_000).optional(),
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(3_000).optional(),
    max_length: z.int().min(1).max(3_000).optional(),
  })
  .refine(
    (input) => (input.min_length ?? 0) <= (input.max_length ?? 3_000),
    '`min_length` exceeds `max_length`',
  );

export const emailInput = z.strictObject({
  type: z.literal('email_text_input'),
  ...common,
  initial_value: z.string().optional(),
});

export const urlInput = z.strictObject({
  type: z.literal('url_text_input'),
  ...common,
  initial_value: z.string().optional(),
});

export const numberInput = z
  .strictObject({
    type: z.literal('number_input'),
    ...common,
    is_decimal_allowed: z.boolean(),
    initial_value: decimal.optional(),
    min_value: decimal.optional(),
    max_value: decimal.optional(),
  })
  .refine(
    (input) => Number(input.min_value ?? -Infinity) <= Number(input.max_value ?? Infinity),
    '`min_value` exceeds `max_value`',
  );

export const fileInput = z.strictObject({
  type: z.literal('file_input'),
  action_id: identifier.optional(),
  filetypes: z.array(z.string()).min(1).optional(),
  max_files: z.int().min(1).max(10).optional(),
});

export const richTextInput = z.strictObject({
  type: z.literal('rich_text_input'),
  ...common,
  initial_value: richText.optional(),
  min_lines: z.int().min(1).max(100).optional(),
  max_lines: z.int().min(1).max(100).optional(),
});

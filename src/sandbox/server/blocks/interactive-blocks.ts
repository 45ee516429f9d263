import { z } from 'zod';
import { imageElement } from './basic-blocks.ts';
import { button, feedbackButtons, iconButton, overflow, workflowButton } from './button-elements.ts';
import { checkboxes, datepicker, datetimepicker, radioButtons, timepicker } from './choice-elements.ts';
import {
  emailInput,
  fileInput,
  numberInput,
  plainTextInput,
  richTextInput,
  urlInput,
} from './input-elements.ts';
import { selectElements } from './select-elements.ts';
import { anyText, identifier, plainText } from './text-objects.ts';

const block_id = identifier.optional();

const accessory = z.discriminatedUnion('type', [
  button,
  workflowButton,
  overflow,
  checkboxes,
  radioButtons,
  datepicker,
  timepicker,
  imageElement,
  ...selectElements,
]);

export const section = z
  .strictObject({
    type: z.literal('section'),
    block_id,
    text: anyText().optional(),
    fields: z.array(anyText(2_000)).min(1).max(10).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine((block) => block.text !== undefined || block.fields !== undefined, {
    message: 'must define either `text` or `fields`',
    path: ['type'],
  });

export const actions = z.strictObject({
  type: z.literal('actions'),
  block_id,
  elements: z
    .array(
      z.discriminatedUnion('type', [
        button,
        workflowButton,
        overflow,
        checkboxes,
        radioButtons,
        datepicker,
        timepicker,
        datetimepicker,
        richTextInput,
        ...selectElements,
      ]),
    )
    .min(1)
    .max(25),
});

export const input = z.strictObject({
  type: z.literal('input'),
  block_id,
  label: plainText(2_000),
  hint: plainText(2_000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: z.discriminatedUnion('type', [
    plainTextInput,
    emailInput,
    urlInput,
    numberInput,
    richTextInput,
    fileInput,
    checkboxes,
    radioButtons,
    datepicker,
    timepicker,
    datetimepicker,
    ...selectElements,
  ]),
});

export const contextActions = z.strictObject({
  type: z.literal('context_actions'),
  block_id,
  elements: z
    .array(z.discriminatedUnion('type', [feedbackButtons, iconButton]))
    .min(1)
    .max(5),
});

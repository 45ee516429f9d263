import { z } from 'zod';
import { confirmDialog, linkOption } from './composition-objects.ts';
import { identifier, plainText, webUrl } from './text-objects.ts';

const style = z.enum(['primary', 'danger']).optional();
const label = z.string().max(75).optional();
const value = z.string().max(2_000);

export const button = z.strictObject({
  type: z.literal('button'),
  action_id: identifier.optional(),
  text: plainText(75),
  value: value.optional(),
  url: webUrl.optional(),
  style,
  confirm: confirmDialog.optional(),
  accessibility_label: label,
});

export const workflowButton = z.strictObject({
  type: z.literal('workflow_button'),
  action_id: identifier.optional(),
  text: plainText(75),
  workflow: z.strictObject({
    trigger: z.strictObject({
      url: webUrl,
      customizable_input_parameters: z
        .array(z.strictObject({ name: z.string(), value: z.json() }))
        .optional(),
    }),
  }),
  style,
  confirm: confirmDialog.optional(),
  accessibility_label: label,
});

export const overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: identifier.optional(),
  options: z.array(linkOption).min(1).max(5),
  confirm: confirmDialog.optional(),
});

const feedbackButton = z.strictObject({ text: plainText(75), value, accessibility_label: label });

export const feedbackButtons = z.strictObject({
  type: z.literal('feedback_buttons'),
  action_id: identifier.optional(),
  positive_button: feedbackButton,
  negative_button: feedbackButton,
});

/** `trash` is the only icon there is. */
export const iconButton = z.strictObject({
  type: z.literal('icon_button'),
  action_id: identifier.optional(),
  icon: z.literal('trash'),
  text: plainText(75),
  value: value.optional(),
  accessibility_label: label,
  visible_to_user_ids: z.array(z.string()).max(10).optional(),
  confirm: confirmDialog.optional(),
});

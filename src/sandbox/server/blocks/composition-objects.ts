import { z } from 'zod';
import { anyText, plainText, webUrl } from './text-objects.ts';

/** The dialog that asks "are you sure?". */
export const confirmDialog = z.strictObject({
  title: plainText(100).optional(),
  text: anyText(300),
  confirm: plainText(30).optional(),
  deny: plainText(30).optional(),
  style: z.enum(['primary', 'danger']).optional(),
});

/**
 * An option of a menu. Sources disagree about the length of a value (75 or 150); the sandbox takes the smaller,
 * so that what works here works in Slack.
 */
export const plainOption = z.strictObject({
  text: plainText(75),
  value: z.string().min(1).max(75),
  description: plainText(75).optional(),
});

/** An option of an overflow menu, which alone may be a link. */
export const linkOption = plainOption.extend({ url: webUrl.optional() });

/** An option of radio buttons and checkboxes, which may be formatted. */
export const richOption = z.strictObject({
  text: anyText(75),
  value: z.string().min(1).max(75),
  description: anyText(75).optional(),
});

/** A titled group of options. */
export const optionGroup = z.strictObject({
  label: plainText(75),
  options: z.array(plainOption).min(1).max(100),
});

/** Which conversations a menu offers. */
export const conversationFilter = z.strictObject({
  include: z
    .array(z.enum(['im', 'mpim', 'private', 'public']))
    .min(1)
    .optional(),
  exclude_external_shared_channels: z.boolean().optional(),
  exclude_bot_users: z.boolean().optional(),
});

/** When an input reports while it is being filled in. */
export const dispatchConfig = z.strictObject({
  trigger_actions_on: z
    .array(z.enum(['on_enter_pressed', 'on_character_entered']))
    .min(1)
    .optional(),
});

/** An image that Slack itself holds. */
export const slackFile = z.strictObject({ id: z.string().optional(), url: z.string().optional() });

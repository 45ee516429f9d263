import { z } from 'zod';
import { confirmDialog, conversationFilter, optionGroup, plainOption } from './composition-objects.ts';
import { identifier, plainText } from './text-objects.ts';

const common = {
  action_id: identifier.optional(),
  placeholder: plainText(150).optional(),
  confirm: confirmDialog.optional(),
  focus_on_load: z.boolean().optional(),
};
const several = { ...common, max_selected_items: z.int().min(1).optional() };
const choices = {
  options: z.array(plainOption).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
};
const external = { min_query_length: z.int().min(0).optional() };
const conversations = {
  default_to_current_conversation: z.boolean().optional(),
  filter: conversationFilter.optional(),
};
const ids = z.array(z.string()).optional();

/** Slack wants exactly one of the two lists. */
function hasOneList(select: { options?: unknown; option_groups?: unknown }): boolean {
  return (select.options === undefined) !== (select.option_groups === undefined);
}
const ONE_LIST = 'must define either `options` or `option_groups`';

const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    ...common,
    ...choices,
    initial_option: plainOption.optional(),
  })
  .refine(hasOneList, ONE_LIST);
const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...several,
    ...choices,
    initial_options: z.array(plainOption).max(100).optional(),
  })
  .refine(hasOneList, ONE_LIST);

/** Every kind of select menu, for one choice or several. */
export const selectElements = [
  staticSelect,
  multiStaticSelect,
  z.strictObject({
    type: z.literal('external_select'),
    ...common,
    ...external,
    initial_option: plainOption.optional(),
  }),
  z.strictObject({
    type: z.literal('multi_external_select'),
    ...several,
    ...external,
    initial_options: z.array(plainOption).max(100).optional(),
  }),
  z.strictObject({ type: z.literal('users_select'), ...common, initial_user: z.string().optional() }),
  z.strictObject({ type: z.literal('multi_users_select'), ...several, initial_users: ids }),
  z.strictObject({
    type: z.literal('conversations_select'),
    ...common,
    ...conversations,
    initial_conversation: z.string().optional(),
    response_url_enabled: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal('multi_conversations_select'),
    ...several,
    ...conversations,
    initial_conversations: ids,
  }),
  z.strictObject({
    type: z.literal('channels_select'),
    ...common,
    initial_channel: z.string().optional(),
    response_url_enabled: z.boolean().optional(),
  }),
  z.strictObject({ type: z.literal('multi_channels_select'), ...several, initial_channels: ids }),
] as const;

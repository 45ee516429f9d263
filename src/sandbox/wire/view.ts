import { z } from 'zod';
import { jsonObject } from './json.ts';

const plainText = z.object({
  type: z.literal('plain_text'),
  text: z.string(),
  emoji: z.boolean().optional(),
});

/** What people entered so far: block_id, then action_id, then the element's state as Slack sends it. */
export const viewState = z.object({ values: z.record(z.string(), z.record(z.string(), jsonObject)) });

/** A modal or App Home view as Slack sends it in payloads and answers. */
export const view = z.object({
  id: z.string(),
  team_id: z.string(),
  type: z.enum(['modal', 'home']),
  blocks: z.array(jsonObject),
  private_metadata: z.string(),
  callback_id: z.string(),
  state: viewState,
  hash: z.string(),
  title: plainText.nullable(),
  close: plainText.nullable(),
  submit: plainText.nullable(),
  clear_on_close: z.boolean(),
  notify_on_close: z.boolean(),
  previous_view_id: z.string().nullable(),
  root_view_id: z.string(),
  app_id: z.string(),
  external_id: z.string(),
  app_installed_team_id: z.string(),
  bot_id: z.string(),
});

export type View = z.infer<typeof view>;
export type ViewState = z.infer<typeof viewState>;

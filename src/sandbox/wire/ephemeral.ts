import { z } from 'zod';
import { jsonObject } from './json.ts';

/** A message that only one person sees. `user` is its author (the bot, or Slackbot for Slack's own notes). */
export const ephemeral = z.object({
  ts: z.string(),
  channel: z.string(),
  to: z.string(),
  user: z.string(),
  text: z.string(),
  blocks: z.array(jsonObject).optional(),
  threadTs: z.string().optional(),
  invite: z.boolean().optional(),
});

export type Ephemeral = z.infer<typeof ephemeral>;

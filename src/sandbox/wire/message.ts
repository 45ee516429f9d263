import { z } from 'zod';
import { wireFile } from './file.ts';
import { jsonObject } from './json.ts';

/** A reaction on a message; `users` are ids in the order in which they reacted. */
export const reaction = z.object({ name: z.string(), users: z.array(z.string()), count: z.number() });

/** A message in the shape in which Slack's Web API and events show it. */
export const message = z.object({
  type: z.literal('message'),
  subtype: z.string().optional(),
  ts: z.string(),
  user: z.string(),
  text: z.string(),
  team: z.string().optional(),
  thread_ts: z.string().optional(),
  parent_user_id: z.string().optional(),
  client_msg_id: z.string().optional(),
  bot_id: z.string().optional(),
  app_id: z.string().optional(),
  bot_profile: jsonObject.optional(),
  username: z.string().optional(),
  inviter: z.string().optional(),
  blocks: z.array(jsonObject).optional(),
  attachments: z.array(jsonObject).optional(),
  files: z.array(wireFile).optional(),
  metadata: z.object({ event_type: z.string(), event_payload: jsonObject }).optional(),
  edited: z.object({ user: z.string(), ts: z.string() }).optional(),
  reactions: z.array(reaction).optional(),
  hidden: z.boolean().optional(),
  streaming_state: z.enum(['in_progress', 'completed', 'errored']).optional(),
});

export type Message = z.infer<typeof message>;
export type Reaction = z.infer<typeof reaction>;

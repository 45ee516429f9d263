import { z } from 'zod';
import { channel } from '../../wire/channel.ts';
import { jsonObject } from '../../wire/json.ts';
import { message } from '../../wire/message.ts';
import { user } from '../../wire/user.ts';
import { view } from '../../wire/view.ts';
import { storedFile } from './stored-file.ts';

/** The state of an agent session; its key is channel and thread. */
export const session = z.object({
  channel: z.string(),
  threadTs: z.string(),
  status: z.enum(['processing', 'active', 'suspended', 'closed']),
  title: z.string(),
  initiator: z.string(),
});

/** What is kept over a restart. Everything that a running Slack forgets is in `Volatile`. */
export const worldState = z.object({
  version: z.literal(1),
  team: z.object({ id: z.string(), name: z.string(), domain: z.string() }),
  users: z.array(user),
  channels: z.array(channel),
  messages: z.record(z.string(), z.array(message)),
  files: z.array(storedFile),
  homes: z.record(z.string(), view),
  sessions: z.array(session),
  bookmarks: z.array(jsonObject),
  prompts: z.record(
    z.string(),
    z.object({ title: z.string(), prompts: z.array(z.object({ title: z.string(), message: z.string() })) }),
  ),
  read: z.record(z.string(), z.record(z.string(), z.string())),
  addressed: z.boolean(),
  lastMicros: z.number(),
  startChannel: z.string(),
});

export type WorldState = z.infer<typeof worldState>;
export type Session = z.infer<typeof session>;

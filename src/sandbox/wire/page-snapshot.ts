import { z } from 'zod';
import { channel } from './channel.ts';
import { enteredValues } from './element-value.ts';
import { ephemeral } from './ephemeral.ts';
import { message } from './message.ts';
import { status } from './status.ts';
import { user } from './user.ts';
import { view } from './view.ts';

const command = z.object({ command: z.string(), description: z.string(), usageHint: z.string() });
const shortcut = z.object({ name: z.string(), callbackId: z.string() });

/** A channel as one person sees it in the sidebar. `lastRead` is the ts up to which it was read. */
export const pageChannel = channel.extend({
  joined: z.boolean(),
  appIsMember: z.boolean(),
  unread: z.number(),
  mentions: z.number(),
  lastRead: z.string(),
});

/** The state of an agent session in a thread, for its title and Stop button. */
export const pageSession = z.object({
  channel: z.string(),
  threadTs: z.string(),
  status: z.string(),
  title: z.string(),
  stoppable: z.boolean(),
});

/** Everything one person sees: the page draws this and nothing else. */
export const pageSnapshot = z.object({
  me: user,
  team: z.object({ id: z.string(), name: z.string() }),
  users: z.array(user),
  app: z.object({
    id: z.string(),
    name: z.string(),
    botUserId: z.string(),
    dm: z.string(),
    commands: z.array(command),
    shortcuts: z.array(shortcut),
  }),
  channels: z.array(pageChannel),
  messages: z.record(z.string(), z.array(message)),
  ephemerals: z.array(ephemeral),
  statuses: z.array(status),
  sessions: z.array(pageSession),
  modals: z.array(z.object({ view, entered: enteredValues })),
  home: view.nullable(),
  prompts: z
    .object({ title: z.string(), prompts: z.array(z.object({ title: z.string(), message: z.string() })) })
    .nullable(),
  connection: z.object({ mode: z.enum(['socket', 'http']), connected: z.boolean(), sockets: z.number() }),
  clock: z.object({ now: z.number(), movable: z.boolean() }),
  start: z.object({ channel: z.string(), hints: z.array(z.string()) }),
});

export type PageSnapshot = z.infer<typeof pageSnapshot>;
export type PageChannel = z.infer<typeof pageChannel>;
export type PageSession = z.infer<typeof pageSession>;

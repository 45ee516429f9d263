import { z } from 'zod';

/** A conversation as the sandbox keeps it. `user` is the person of a direct message with the app. */
export const channel = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['public', 'private', 'im']),
  created: z.number(),
  creator: z.string(),
  members: z.array(z.string()),
  archived: z.boolean(),
  shared: z.boolean(),
  topic: z.string(),
  user: z.string().optional(),
});

export type Channel = z.infer<typeof channel>;
export type ChannelKind = Channel['kind'];

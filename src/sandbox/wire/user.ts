import { z } from 'zod';

/** A person or the app's bot user. `tz` is an IANA zone; `color` is the avatar's, six hex digits. */
export const user = z.object({
  id: z.string(),
  name: z.string(),
  realName: z.string(),
  tz: z.string(),
  color: z.string(),
  isBot: z.boolean(),
  /** Whether they administer the workspace. */
  isAdmin: z.boolean().optional(),
  /** Whether the account was deactivated: its messages stay, the person is gone. */
  deleted: z.boolean().optional(),
});

export type User = z.infer<typeof user>;

import { z } from 'zod';

const Asked = {
  /** Who wants it forgotten. */
  user: z.string(),
  /** When, in milliseconds since 1970. */
  at: z.number(),
  /** The forgetting that it is part of. */
  forgetting: z.string(),
};

/** What is to be forgotten, as inbox rows. */
export const ForgetBodies = [
  /** The whole case goes. */
  z.object({ kind: z.literal('forget'), ...Asked }),
  /** What this person said and did in somebody else's case goes. */
  z.object({ kind: z.literal('forget_person'), ...Asked }),
] as const;

import { z } from 'zod';

const By = {
  user: z.string(),
  /** When, in milliseconds since 1970. */
  at: z.number(),
};

/** What somebody may ask to be told in the thread, by name and in one word. */
export const Told = z.enum(['why', 'facts', 'plan', 'forget']);
export type Told = z.infer<typeof Told>;

/** What people want of us in a thread, beside talking, as inbox rows. */
export const ThreadBodies = [
  /** Called to a thread by its menu: what was said there is to be read. */
  z.object({ kind: z.literal('assess'), ...By }),
  z.object({ kind: z.literal('tell'), ...By, what: Told }),
  /** The work under way is to end; what was said is kept, and waits until somebody goes on. */
  z.object({ kind: z.literal('stop'), ...By }),
] as const;

import { z } from 'zod';

/** One call of assistant.threads.setStatus. `until` is when it stopped being shown, in ms; null while shown. */
export const status = z.object({
  channel: z.string(),
  threadTs: z.string(),
  status: z.string(),
  loadingMessages: z.array(z.string()),
  at: z.number(),
  until: z.number().nullable(),
});

export type Status = z.infer<typeof status>;

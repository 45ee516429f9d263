import { z } from 'zod';

/**
 * How the app took a command, click or shortcut.
 * - `acked`: within the time allowed
 * - `failed`: not; `error` is Slack's word for it (`operation_timeout`, `dispatch_failed`)
 * - `refused`: Slack itself never passed it on (a command in a thread, an unknown command)
 * - `built-in`: Slack's own command, such as /invite
 */
export const outcome = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('acked') }),
  z.object({ outcome: z.literal('failed'), error: z.string() }),
  z.object({ outcome: z.literal('refused'), error: z.string() }),
  z.object({ outcome: z.literal('built-in') }),
]);

/**
 * What became of a submitted modal.
 * - `errors`: `errors` by block_id, from Slack's own check of required inputs or from the app; it stays open
 * - `updated`, `pushed`: `viewId` is what the person now looks at
 * - `invalid`: the app's response_action was wrong; `messages` say how. Slack shows "trouble connecting"
 * - `failed`: no ack in time; it stays open
 */
export const submitOutcome = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('closed') }),
  z.object({ outcome: z.literal('cleared') }),
  z.object({ outcome: z.literal('updated'), viewId: z.string() }),
  z.object({ outcome: z.literal('pushed'), viewId: z.string() }),
  z.object({ outcome: z.literal('errors'), errors: z.record(z.string(), z.string()) }),
  z.object({ outcome: z.literal('invalid'), messages: z.array(z.string()) }),
  z.object({ outcome: z.literal('failed'), error: z.string() }),
]);

export type Outcome = z.infer<typeof outcome>;
export type SubmitOutcome = z.infer<typeof submitOutcome>;

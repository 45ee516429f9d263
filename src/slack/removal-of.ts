import { z } from 'zod';
import { workspaceOfBody } from './workspace-of.ts';

const Removal = z.object({
  type: z.literal('event_callback'),
  /** Whole seconds since 1970. */
  event_time: z.number(),
  event: z.discriminatedUnion('type', [
    z.object({ type: z.literal('app_uninstalled') }),
    z.object({
      type: z.literal('tokens_revoked'),
      tokens: z.object({ bot: z.array(z.string()).nullish() }),
    }),
  ]),
});

/**
 * The workspace whose installation an event says is over; undefined for everything else, and where only somebody's own
 * token was withdrawn.
 * @returns also a time: an installation that was made after it is another one
 */
export function removalOf(body: unknown): { workspace: string; before: Date } | undefined {
  const { data } = Removal.safeParse(body);
  if (!data) return undefined;
  if (data.event.type === 'tokens_revoked' && !data.event.tokens.bot?.length) return undefined;
  return { workspace: workspaceOfBody(body), before: new Date((data.event_time + 1) * 1000) };
}

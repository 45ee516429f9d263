import { z } from 'zod';
import { eventTypeOf } from './bodies.ts';
import { idsOfBody } from './workspace-of.ts';

const RemovalBody = z.object({
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

const REMOVALS: readonly unknown[] = ['app_uninstalled', 'tokens_revoked'];

/** An installation that is over. */
export interface Removal {
  workspace: string;
  /** Which team of an organisation it was in; undefined where Slack did not say. */
  team: string | undefined;
  /** An installation that was made after it is another one. */
  before: Date;
}

/**
 * The installation that an event says is over; undefined for everything else, and where only somebody's own token was
 * withdrawn.
 */
export function removalOf(body: unknown): Removal | undefined {
  // Nearly all that comes is none, and what does not fit a schema is dear to find out.
  if (!REMOVALS.includes(eventTypeOf(body))) return undefined;
  const { data } = RemovalBody.safeParse(body);
  if (!data) return undefined;
  if (data.event.type === 'tokens_revoked' && !data.event.tokens.bot?.length) return undefined;
  return {
    ...idsOfBody(body),
    before: new Date((data.event_time + 1) * 1000),
  };
}

import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { isHere } from './gone.ts';
import type { Tables } from './tables.ts';

/** What is still to be done, over all replicas and all workspaces that have the app. */
const Backlog = z.object({
  /** Items that wait to be read. */
  waiting: z.number(),
  /** Items that wait until somebody goes on, who had stopped us. */
  held: z.number(),
  /** When the oldest that waits arrived, in milliseconds since 1970; null when none does. */
  oldestAt: z.number().nullable(),
  /** Messages that Slack does not show yet as they should be. */
  unsent: z.number(),
  /** Digests that were due before `dueBefore` and did not come yet. */
  overdueDigests: z.number(),
  /** What was given up since `failedSince` and did not get through after all. */
  failures: z.number(),
});
export type Backlog = z.infer<typeof Backlog>;

/**
 * Counts what is still to be done. It goes by indexes that hold nothing else, so it costs what is open, not what is
 * stored; the database itself gives up after `limitMs` milliseconds.
 * @throws what the database throws
 */
export const readBacklog = (
  db: Kysely<Tables>,
  { dueBefore, failedSince, limitMs }: { dueBefore: Date; failedSince: Date; limitMs: number },
): Promise<Backlog> =>
  db
    .transaction()
    .setAccessMode('read only')
    .execute(async (trx) => {
      await sql`select set_config('statement_timeout', ${String(limitMs)}, true)`.execute(trx);
      const { rows } = await sql`
        select waiting::float8, held::float8, "oldestAt", unsent::float8, (late + open)::float8 as "overdueDigests",
          failures::float8
        from
          (select
            count(*) filter (where not held) as waiting,
            count(*) filter (where held) as held,
            (extract(epoch from min(received_at) filter (where not held)) * 1000)::float8 as "oldestAt"
            from inbox where done_at is null and ${isHere('inbox.workspace')}) as items,
          (select count(*) as unsent from outbox
            where sent_version < version and failed is null and ${isHere('outbox.workspace')}) as messages,
          (select count(*) as late from digests
            where next_run_at < ${dueBefore} and ${isHere('digests.workspace')}) as untaken,
          (select count(*) as open from digest_sends
            where outcome is null and due_at < ${dueBefore} and ${isHere('digest_sends.workspace')}) as taken,
          (select count(*) as failures from failures
            where failed_at > ${failedSince} and ${isHere('failures.workspace')}) as given_up`.execute(trx);
      return Backlog.parse(rows[0]);
    });

import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';

/** What is not heard for so long may be lost: Slack comes again soon, after a minute, after some more, and then not. */
const LOST_AFTER_MS = 60_000;

/** Notes that what Slack sends now is kept; and if nobody did for a while before, that something may be lost. */
export async function noteReached(db: Kysely<Tables>): Promise<void> {
  await sql`
    insert into reach (workspace, reached_at) values ('*', now())
    on conflict (workspace) do update set
      away_until = case
        when reach.reached_at < now() - ${`${LOST_AFTER_MS} milliseconds`}::interval then now()
        else reach.away_until
      end,
      reached_at = now()`.execute(db);
}

/** When the latest time ended in which nobody kept what Slack sent, in milliseconds since 1970; undefined when there was none. */
export async function awayUntil(db: Kysely<Tables>): Promise<number | undefined> {
  const row = await db
    .selectFrom('reach')
    .select('away_until')
    .where('workspace', '=', '*')
    .executeTakeFirst();
  return row?.away_until?.getTime();
}

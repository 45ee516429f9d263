import { type Kysely, sql } from 'kysely';

/**
 * When what Slack sends was last kept by any of our processes, and the latest time for which none did: events of that time
 * may be lost for good. One row for all workspaces, which share their processes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table reach (
      workspace text primary key check (workspace = '*'),
      reached_at timestamptz not null,
      away_until timestamptz
    )`.execute(db);
}

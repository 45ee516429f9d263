import { type Kysely, sql } from 'kysely';

/**
 * What a day cost, where prices are known, and how much of it is set aside for calls that are under way; answers that
 * took no call; and in which turn it was said that a limit is reached.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table usage
      add column cost numeric not null default 0,
      add column unpriced_calls bigint not null default 0,
      add column reserved_tokens bigint not null default 0,
      add column reserved_cost numeric not null default 0,
      add column cache_hits bigint not null default 0,
      add column fallbacks bigint not null default 0,
      add column limit_told_in text`.execute(db);
}

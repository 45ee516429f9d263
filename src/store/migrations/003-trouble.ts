import { type Kysely, sql } from 'kysely';

/** How often a case could not be worked on since it last could, and before when not to try again; which model read. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table cases
      add column failures integer not null default 0,
      add column retry_after timestamptz`.execute(db);
  await sql`alter table assessments add column model text`.execute(db);
}

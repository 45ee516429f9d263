import { type Kysely, sql } from 'kysely';

/**
 * Indexes that a look-up by key cannot go through. As long as a table was small or not yet analysed, one that began with the
 * workspace cost the same by the planner's reckoning as the key itself, and read all rows of the workspace; so did the plans
 * that were kept, until the table was analysed. Now they begin with what is looked for, or hold only rows that have it.
 * The new ones are made before the old ones go, so that a replica at work waits for as little as can be.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Both for a thread and for all of a channel: beside one for channels alone it would be left aside for it.
  await sql`create unique index cases_by_thread on cases (channel, thread_ts, workspace)`.execute(db);
  await sql`create index cases_by_person on cases (opened_by, workspace)`.execute(db);
  await sql`create index digests_by_setter on digests (set_up_by, workspace)`.execute(db);
  await sql`
    create index decisions_by_day on decisions (workspace, look_again) where look_again is not null`.execute(
    db,
  );
  await sql`
    create index decisions_by_owner on decisions (workspace, owner, look_again) where owner is not null`.execute(
    db,
  );
  await sql`
    drop index cases_thread, cases_of_channel, cases_of_person, digests_set_up_by, decisions_look_again,
      decisions_of_owner`.execute(db);
}

import { type Kysely, sql } from 'kysely';

/**
 * Indexes that list by something else than the key begin with that something. While they began with the workspace, a
 * look-up by key could go through one of them as well, at the same estimated cost as long as a table was small or not yet
 * analysed, and then read all rows of the workspace; plans are kept, so it went on doing so while the table grew.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop index cases_of_channel, cases_of_person, decisions_look_again, decisions_of_owner, digests_set_up_by,
      digest_sends_message`.execute(db);
  await sql`create index cases_of_channel on cases (channel, workspace)`.execute(db);
  await sql`create index cases_of_person on cases (opened_by, workspace)`.execute(db);
  await sql`create index decisions_look_again on decisions (look_again, workspace)`.execute(db);
  await sql`create index decisions_of_owner on decisions (owner, workspace, look_again)`.execute(db);
  await sql`create index digests_set_up_by on digests (set_up_by, workspace)`.execute(db);
  await sql`create index digest_sends_message on digest_sends (ts, channel, workspace) where ts is not null`.execute(
    db,
  );
}

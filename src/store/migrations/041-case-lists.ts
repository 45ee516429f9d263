import { type Kysely, sql } from 'kysely';

/** What lists of cases show, so that a list reads no whole assessments; and the ways in which cases are listed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table assessments
      add column route text generated always as (assessment -> 'verdict' ->> 'route') stored,
      add column headline text generated always as (assessment -> 'headline' ->> 'text') stored,
      add column question text generated always as (assessment -> 'questions' -> 0 ->> 'text') stored`.execute(
    db,
  );
  await sql`create index cases_of_channel on cases (workspace, channel)`.execute(db);
  await sql`create index cases_of_person on cases (workspace, opened_by)`.execute(db);
}

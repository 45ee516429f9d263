import { type Kysely, sql } from 'kysely';

/** How a case lives in its thread: when it is read, what of it waits, and who may see it elsewhere. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table cases
      add column gather_until timestamptz,
      add column shared boolean,
      add column language_told boolean not null default false,
      drop constraint cases_origin_check,
      add constraint cases_origin_check
        check (origin in ('command', 'modal', 'mention', 'direct', 'shortcut'))`.execute(db);
  // What waits until somebody goes on is kept, and nobody is woken for it.
  await sql`alter table inbox add column held boolean not null default false`.execute(db);
  await sql`
    create table hellos (
      workspace text not null,
      channel text not null,
      event_key text not null,
      said_at timestamptz not null,
      primary key (workspace, channel)
    )`.execute(db);
}

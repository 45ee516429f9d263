import { type Kysely, sql } from 'kysely';

/** Experiments that people took on. An experiment of the pack is a step of a case at most once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table steps (
      workspace text not null,
      case_id uuid not null,
      id text not null,
      place integer not null,
      what text not null,
      measure text not null,
      pass text not null,
      owner text,
      due date,
      state text not null default 'open' check (state in ('open', 'done', 'dropped')),
      outcome text check (outcome in ('passed', 'failed', 'unclear')),
      result text,
      fact text,
      passages jsonb not null,
      created_by text not null,
      created_at timestamptz not null,
      updated_by text not null,
      updated_at timestamptz not null,
      primary key (workspace, case_id, id),
      foreign key (workspace, case_id) references cases (workspace, id) on delete cascade
    )`.execute(db);
  await sql`create index steps_due on steps (workspace, owner, due) where state = 'open'`.execute(db);
}

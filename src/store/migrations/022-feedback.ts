import { type Kysely, sql } from 'kysely';

/** What people think of a verdict: one word a person and turn, with the versions of all that made it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table feedback (
      workspace text not null,
      case_id uuid not null,
      turn integer not null,
      person text not null,
      useful boolean not null,
      about text check (about in ('fact', 'missing', 'advice', 'other')),
      words text,
      pack_version text not null,
      prompt_version text not null,
      model text not null,
      given_at timestamptz not null,
      primary key (workspace, case_id, turn, person),
      foreign key (workspace, case_id) references cases (workspace, id) on delete cascade
    )`.execute(db);
}

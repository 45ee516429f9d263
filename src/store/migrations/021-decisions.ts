import { type Kysely, sql } from 'kysely';

/** What teams decided, each with the verdict of that moment; its quotations stay until the case is forgotten. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table decisions (
      workspace text not null,
      case_id uuid not null,
      id bigint generated always as identity,
      route text,
      what text not null,
      why text not null,
      owner text,
      look_again date,
      assessment jsonb not null,
      decided_by text not null,
      decided_at timestamptz not null,
      primary key (workspace, case_id, id),
      foreign key (workspace, case_id) references cases (workspace, id) on delete cascade
    )`.execute(db);
  await sql`create index decisions_look_again on decisions (workspace, look_again)`.execute(db);
}

import { type Kysely, sql } from 'kysely';

/**
 * Who asked us to forget what, until it is done and they are told; and which of our messages are to go from Slack. The
 * cases are gone by then, so nothing here refers to one, and nothing here holds words of anybody.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table forgettings (
      workspace text not null,
      id uuid not null,
      person text not null,
      what text not null check (what in ('case', 'person')),
      requested_at timestamptz not null,
      spread boolean not null,
      cases integer not null default 0,
      others integer not null default 0,
      told_at timestamptz,
      attempts integer not null default 0,
      attempt_after timestamptz,
      leased_until timestamptz,
      primary key (workspace, id)
    )`.execute(db);
  await sql`
    create table erasures (
      workspace text not null,
      channel text not null,
      ts text not null,
      forgetting uuid not null,
      done text check (done in ('deleted', 'replaced', 'left')),
      attempts integer not null default 0,
      attempt_after timestamptz,
      primary key (workspace, channel, ts),
      foreign key (workspace, forgetting) references forgettings (workspace, id) on delete cascade
    )`.execute(db);
}

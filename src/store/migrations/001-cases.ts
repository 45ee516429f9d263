import { type Kysely, sql } from 'kysely';

/** Cases, what arrives for them and what is posted for them. Every key begins with the workspace. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table cases (
      workspace text not null,
      id uuid not null,
      channel text not null,
      thread_ts text,
      opened_by text not null,
      opened_at timestamptz not null,
      origin text not null check (origin in ('command', 'modal', 'mention', 'direct')),
      following boolean not null default true,
      proposal jsonb,
      turn integer not null default 0,
      lease uuid,
      leased_until timestamptz,
      primary key (workspace, id)
    )`.execute(db);
  await sql`create unique index cases_thread on cases (workspace, channel, thread_ts) where thread_ts is not null`.execute(
    db,
  );

  await sql`
    create table inbox (
      workspace text not null,
      id bigint generated always as identity,
      event_key text not null,
      case_id uuid not null,
      kind text not null,
      body jsonb,
      received_at timestamptz not null default now(),
      done_at timestamptz,
      primary key (workspace, event_key),
      foreign key (workspace, case_id) references cases (workspace, id) on delete cascade
    )`.execute(db);
  await sql`create index inbox_pending on inbox (workspace, case_id, id) where done_at is null`.execute(db);
  await sql`create index inbox_done on inbox (done_at) where done_at is not null`.execute(db);

  await sql`
    create table statements (
      workspace text not null,
      case_id uuid not null,
      id bigint generated always as identity,
      key text not null,
      value jsonb not null,
      state text not null check (state in ('stated', 'inferred', 'corrected')),
      author text not null,
      said_at timestamptz not null,
      message text not null,
      quote text,
      curator text not null,
      primary key (workspace, case_id, id),
      foreign key (workspace, case_id) references cases (workspace, id) on delete cascade
    )`.execute(db);

  await sql`
    create table assessments (
      workspace text not null,
      case_id uuid not null,
      turn integer not null,
      assessment jsonb not null,
      summary jsonb not null,
      curator text not null,
      oldest_quote_at timestamptz,
      decided_at timestamptz not null,
      primary key (workspace, case_id, turn),
      foreign key (workspace, case_id) references cases (workspace, id) on delete cascade
    )`.execute(db);

  await sql`create index assessments_quotes on assessments (oldest_quote_at) where oldest_quote_at is not null`.execute(
    db,
  );

  await sql`
    create table outbox (
      workspace text not null,
      case_id uuid not null,
      key text not null,
      channel text not null,
      content jsonb not null,
      version integer not null,
      sent_version integer not null default 0,
      ts text,
      attempted_at timestamptz,
      attempts integer not null default 0,
      attempt_after timestamptz,
      failed text,
      created_at timestamptz not null default now(),
      primary key (workspace, case_id, key),
      foreign key (workspace, case_id) references cases (workspace, id) on delete cascade
    )`.execute(db);
  await sql`create index outbox_pending on outbox (workspace, case_id) where sent_version < version and failed is null`.execute(
    db,
  );

  await sql`
    create table usage (
      workspace text not null,
      day date not null,
      input_tokens bigint not null default 0,
      cached_tokens bigint not null default 0,
      output_tokens bigint not null default 0,
      calls bigint not null default 0,
      primary key (workspace, day)
    )`.execute(db);
}

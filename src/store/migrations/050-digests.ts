import { type Kysely, sql } from 'kysely';

/**
 * Scheduled digests, what was sent of them, and what is not to come up in them for a while. What names a case goes with
 * it. Which cases and people a sent digest named is kept, so that it can be taken from Slack when they are forgotten.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table digests (
      workspace text not null,
      id text not null,
      kind text not null check (kind in ('channel', 'person')),
      channel text,
      person text,
      days text[] not null,
      time text not null,
      zone text not null,
      include text[] not null,
      skip_quiet boolean not null,
      set_up_by text not null,
      set_up_at timestamptz not null,
      state text not null default 'on' check (state in ('on', 'paused', 'stopped')),
      stopped_because text,
      next_run_at timestamptz,
      last_day date,
      last_sent_at timestamptz,
      unanswered integer not null default 0,
      version integer not null default 1,
      primary key (workspace, id),
      check (case kind when 'channel' then channel is not null else person is not null end),
      check ((state = 'on') = (next_run_at is not null))
    )`.execute(db);
  await sql`create unique index digests_of_channel on digests (workspace, channel) where kind = 'channel'`.execute(
    db,
  );
  await sql`create unique index digests_of_person on digests (workspace, person) where kind = 'person'`.execute(
    db,
  );
  await sql`create index digests_set_up_by on digests (workspace, set_up_by)`.execute(db);
  await sql`create index digests_due on digests (next_run_at) where next_run_at is not null`.execute(db);

  await sql`
    create table digest_sends (
      workspace text not null,
      digest text not null,
      day date not null,
      due_at timestamptz not null,
      late boolean not null,
      channel text,
      ts text,
      sent_at timestamptz,
      outcome text check (outcome in ('sent', 'quiet', 'failed')),
      failed text,
      attempted_at timestamptz,
      told_at timestamptz,
      attempts integer not null default 0,
      attempt_after timestamptz,
      wake_at timestamptz not null,
      lease uuid,
      leased_until timestamptz,
      recalled boolean not null default false,
      people text[] not null default '{}',
      primary key (workspace, digest, day),
      foreign key (workspace, digest) references digests (workspace, id) on delete cascade
    )`.execute(db);
  await sql`create index digest_sends_open on digest_sends (wake_at) where outcome is null`.execute(db);
  await sql`create index digest_sends_message on digest_sends (workspace, channel, ts) where ts is not null`.execute(
    db,
  );
  await sql`create index digest_sends_people on digest_sends using gin (people)`.execute(db);
  await sql`create index digest_sends_due on digest_sends (due_at)`.execute(db);

  await sql`
    create table digest_lines (
      workspace text not null,
      digest text not null,
      day date not null,
      key text not null,
      case_id uuid not null,
      primary key (workspace, digest, day, key),
      foreign key (workspace, digest, day) references digest_sends (workspace, digest, day) on delete cascade,
      foreign key (workspace, case_id) references cases (workspace, id) on delete cascade
    )`.execute(db);
  await sql`create index digest_lines_case on digest_lines (workspace, case_id)`.execute(db);

  await sql`
    create table snoozes (
      workspace text not null,
      digest text not null,
      key text not null,
      case_id uuid not null,
      until timestamptz not null,
      primary key (workspace, digest, key),
      foreign key (workspace, digest) references digests (workspace, id) on delete cascade,
      foreign key (workspace, case_id) references cases (workspace, id) on delete cascade
    )`.execute(db);
  await sql`create index snoozes_case on snoozes (workspace, case_id)`.execute(db);
  await sql`create index snoozes_until on snoozes (until)`.execute(db);

  await sql`
    create table shown_passages (
      workspace text not null,
      channel text not null,
      passage text not null,
      shown_at timestamptz not null,
      primary key (workspace, channel, passage)
    )`.execute(db);

  // A digest asks for the rest of a case's latest assessment without reading all of it.
  await sql`
    alter table assessments
      add column standing text generated always as (assessment -> 'verdict' ->> 'standing') stored,
      add column question_fact text generated always as (assessment -> 'questions' -> 0 ->> 'fact') stored`.execute(
    db,
  );
  await sql`create index decisions_of_owner on decisions (workspace, owner, look_again)`.execute(db);
}

import { type Kysely, sql } from 'kysely';

/**
 * What was given up: a message, a digest or a word to somebody that can never be posted, a message of ours that Slack does
 * not let us take away. No words of anybody stand here; what belongs to a case or a digest goes with it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table failures (
      workspace text not null,
      kind text not null check (kind in ('message', 'digest', 'telling', 'erasure')),
      subject text not null,
      case_id uuid,
      digest text,
      reason text not null,
      failed_at timestamptz not null default now(),
      primary key (workspace, kind, subject),
      foreign key (workspace, case_id) references cases (workspace, id) on delete cascade,
      foreign key (workspace, digest) references digests (workspace, id) on delete cascade
    )`.execute(db);
  await sql`create index failures_failed_at on failures (failed_at)`.execute(db);
  // So that a case or a digest is deleted without a look at every failure.
  await sql`create index failures_of_case on failures (workspace, case_id) where case_id is not null`.execute(
    db,
  );
  await sql`create index failures_of_digest on failures (workspace, digest) where digest is not null`.execute(
    db,
  );
}

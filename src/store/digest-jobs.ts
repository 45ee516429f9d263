import { type Kysely, type RawBuilder, sql } from 'kysely';
import { isHere } from './gone.ts';
import type { Tables } from './tables.ts';

/** The task that sends a digest. */
export const DIGEST_TASK = 'digest';

/** Names one time that a digest was due: its workspace, the digest and the local day. */
export interface SendKey {
  workspace: string;
  digest: string;
  /** YYYY-MM-DD */
  day: string;
}

/** What is due is looked for again after this time if its job was lost. */
export const WAKE_MS = 30_000;
/** Jobs with a lower number come first; what people wait for has 0. */
const PRIORITY = 10;

/** A statement that adds a job for each send that a query names as `workspace`, `digest` and `day`; each at most once. */
const jobsFor = (sends: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select count(*) from graphile_worker.add_jobs((
    select array_agg(row(
      ${DIGEST_TASK}::text,
      json_build_object('workspace', due.workspace, 'digest', due.digest, 'day', due.day::text),
      null, null, null, 'digest:' || due.workspace || ':' || due.digest || ':' || due.day, ${PRIORITY}::smallint, null
    )::graphile_worker.job_spec)
    from (${sends}) as due
  ), job_key_preserve_run_at => true)`;

/** Adds the jobs of sends that a statement writes and returns as `workspace`, `digest` and `day`. */
export async function addSendJobs(db: Kysely<Tables>, written: RawBuilder<unknown>): Promise<void> {
  await sql`with written as (${written}) ${jobsFor(sql`select workspace, digest, day from written`)}`.execute(
    db,
  );
}

/** Adds the job again for every send whose job may have been lost: its worker died, or it was put off until now. */
export async function sweepSends(db: Kysely<Tables>): Promise<void> {
  await addSendJobs(
    db,
    sql`
    update digest_sends set wake_at = now() + ${`${WAKE_MS} milliseconds`}::interval
    where outcome is null and wake_at <= now() and ${isHere('digest_sends.workspace')}
    returning workspace, digest, day`,
  );
}

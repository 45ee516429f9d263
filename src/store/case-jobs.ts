import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { CaseRef } from './case-ref.ts';
import type { Tables } from './tables.ts';

/** The task that works on a case. */
export const CASE_TASK = 'case';

/** Any number that nobody else locks. */
const LOCK = 7_390_214_501;

/** Adds one job for each case, each once. */
export async function addCaseJobs(db: Kysely<Tables>, cases: readonly CaseRef[]): Promise<void> {
  if (cases.length === 0) return;
  const named = sql`
    select distinct * from unnest(
      ${cases.map(({ workspace }) => workspace)}::text[],
      ${cases.map(({ caseId }) => caseId)}::uuid[]
    ) as named (workspace, case_id)`;
  // Who holds one job alone stands in nobody's way.
  if (cases.length === 1) await sql`select count(*) from ${added(named, sql`true`)}`.execute(db);
  else await jobsFor(named).execute(db);
}

/**
 * A statement that adds a job for each case that a query names as `workspace` and `case_id`; under its key a case has at
 * most one that waits. The query must name each once: add_jobs fails when a key stands in it twice. The payload names
 * the case and holds nothing that anybody wrote. A job that waits keeps its time, so that no index changes with it; one
 * that failed is due now.
 *
 * One such statement at a time, over all replicas: add_jobs holds jobs that run and jobs that wait in an order of its own,
 * so that two of them would wait for each other, and the database would end one after a second. The lock is taken before
 * the query runs.
 */
export const jobsFor = (cases: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select count(*) from
    (select pg_advisory_xact_lock(${sql.lit(LOCK)}) is not null as taken offset 0) as lock,
    lateral ${added(cases, sql`lock.taken`)}`;

/** Whether a job waits for a case, and is due. @param workspace and @param caseId columns */
export const hasJob = (workspace: string, caseId: string): RawBuilder<boolean> => sql<boolean>`exists (
  select from graphile_worker.jobs as waiting
  where waiting.key = ${keyOf(sql.ref(workspace), sql.ref(caseId))}
    and waiting.locked_at is null and waiting.attempts < waiting.max_attempts and waiting.run_at <= now())`;

const keyOf = (workspace: RawBuilder<unknown>, caseId: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`'case:' || ${workspace} || ':' || ${caseId}`;

const added = (cases: RawBuilder<unknown>, keepsTime: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  graphile_worker.add_jobs((
    select array_agg(row(
      ${CASE_TASK}::text, json_build_object('workspace', due.workspace, 'caseId', due.case_id),
      null, null, null, ${keyOf(sql.ref('due.workspace'), sql.ref('due.case_id'))}, null, null
    )::graphile_worker.job_spec)
    from (${cases}) as due
  ), job_key_preserve_run_at => ${keepsTime})`;

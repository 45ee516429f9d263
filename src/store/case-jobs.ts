import { type Kysely, sql } from 'kysely';
import type { CaseRef } from './case-ref.ts';
import type { Tables } from './tables.ts';

/** The task that works on a case. */
export const CASE_TASK = 'case';

/** The key under which a case has at most one waiting job. */
export const caseJobKey = ({ workspace, caseId }: CaseRef): string => `case:${workspace}:${caseId}`;

/** Adds one job for each case, each once. The payload names the case and holds nothing that anybody wrote. */
export async function addCaseJobs(db: Kysely<Tables>, cases: readonly CaseRef[]): Promise<void> {
  // add_jobs fails when a key stands in it twice.
  const unique = [...new Map(cases.map((ref) => [caseJobKey(ref), ref])).entries()];
  if (unique.length === 0) return;
  await sql`
    select graphile_worker.add_jobs(array_agg(
      row(
        ${CASE_TASK}, json_build_object('workspace', arrived.workspace, 'caseId', arrived.case_id),
        null, null, null, arrived.job_key, null, null
      )::graphile_worker.job_spec
    ))
    from unnest(
      ${unique.map(([key]) => key)}::text[],
      ${unique.map(([, ref]) => ref.workspace)}::text[],
      ${unique.map(([, ref]) => ref.caseId)}::text[]
    ) as arrived (job_key, workspace, case_id)`.execute(db);
}

import { type RawBuilder, sql } from 'kysely';
import type { CaseRef } from './case-ref.ts';

/**
 * The one case, as workspace and case_id, that a part of a larger statement writes for. Where the statement found none,
 * such as one whose lease is lost, such a part writes nothing.
 */
export const THIS_CASE: RawBuilder<unknown> = sql.raw('this_case');

/** Begins a statement that writes for a case as it is named. */
export const thisCase = ({ workspace, caseId }: CaseRef): RawBuilder<unknown> =>
  sql`${THIS_CASE} as (select ${workspace}::text as workspace, ${caseId}::uuid as case_id)`;

import type { Kysely } from 'kysely';
import type { CaseRef } from './case-ref.ts';
import type { CaseRow, Tables } from './tables.ts';

/** By name, so that the statement can be prepared: see prepared.ts. */
export const CASE_COLUMNS = [
  'cases.workspace',
  'cases.id',
  'cases.channel',
  'cases.thread_ts',
  'cases.opened_by',
  'cases.opened_at',
  'cases.origin',
  'cases.following',
  'cases.proposal',
  'cases.turn',
  'cases.lease',
  'cases.leased_until',
  'cases.failures',
  'cases.retry_after',
  'cases.gather_until',
  'cases.shared',
  'cases.language_told',
] as const;

export const loadCaseRow = (db: Kysely<Tables>, ref: CaseRef): Promise<CaseRow | undefined> =>
  db
    .selectFrom('cases')
    .select(CASE_COLUMNS)
    .where('workspace', '=', ref.workspace)
    .where('id', '=', ref.caseId)
    .executeTakeFirst();

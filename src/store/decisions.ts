import { type Kysely, sql, type Transaction } from 'kysely';
import { Assessment } from '../advisor/assessment.ts';
import { Route } from '../advisor/routes.ts';
import type { CaseRef } from './case-ref.ts';
import { toJson } from './json.ts';
import type { Tables } from './tables.ts';

/** What a team decided, and how things stood then. */
export interface Decision extends NewDecision {
  id: string;
}

export interface NewDecision {
  /** Undefined where it is none of the routes. */
  route: Route | undefined;
  what: string;
  why: string;
  owner: string | undefined;
  /** A day, YYYY-MM-DD. */
  lookAgain: string | undefined;
  assessment: Assessment;
  decidedBy: string;
  decidedAt: Date;
}

/** @returns the id under which it is kept */
export async function addDecision(
  trx: Transaction<Tables>,
  { workspace, caseId }: CaseRef,
  decision: NewDecision,
): Promise<string> {
  const { id } = await trx
    .insertInto('decisions')
    .values({
      workspace,
      case_id: caseId,
      route: decision.route ?? null,
      what: decision.what,
      why: decision.why,
      owner: decision.owner ?? null,
      look_again: decision.lookAgain ?? null,
      assessment: toJson(decision.assessment),
      decided_by: decision.decidedBy,
      decided_at: decision.decidedAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The decisions of a case, the newest first: that one stands. */
export async function loadDecisions(db: Kysely<Tables>, { workspace, caseId }: CaseRef): Promise<Decision[]> {
  const rows = await db
    .selectFrom('decisions')
    .selectAll()
    .select(sql<string | null>`look_again::text`.as('look_again'))
    .where('workspace', '=', workspace)
    .where('case_id', '=', caseId)
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    route: Route.safeParse(row.route).data,
    what: row.what,
    why: row.why,
    owner: row.owner ?? undefined,
    lookAgain: row.look_again ?? undefined,
    assessment: Assessment.parse(row.assessment),
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
  }));
}

/** Moves the day on which a decision is to be looked at again. @param day YYYY-MM-DD */
export async function moveLookAgain(
  trx: Transaction<Tables>,
  { workspace, caseId }: CaseRef,
  id: string,
  day: string,
): Promise<void> {
  await trx
    .updateTable('decisions')
    .set({ look_again: day })
    .where('workspace', '=', workspace)
    .where('case_id', '=', caseId)
    .where('id', '=', id)
    .execute();
}

/** Whether anything was decided in the case of an assessment, in a statement that looks for assessments. */
export const IS_DECIDED = sql<boolean>`exists (
  select from decisions
  where decisions.workspace = assessments.workspace and decisions.case_id = assessments.case_id)`;

/** Deletes what a case has here. */
export async function deleteDecisions(db: Kysely<Tables>, { workspace, caseId }: CaseRef): Promise<void> {
  await db.deleteFrom('decisions').where('workspace', '=', workspace).where('case_id', '=', caseId).execute();
}

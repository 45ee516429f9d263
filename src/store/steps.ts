import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Outcome } from '../advisor/shows.ts';
import type { CaseRef } from './case-ref.ts';
import { toJson } from './json.ts';
import type { StepsTable, Tables } from './tables.ts';

/** An experiment that somebody took on. */
export interface Step extends StepTexts {
  /** The experiment's name within the pack. */
  id: string;
  state: 'open' | 'done' | 'dropped';
  outcome: Outcome | undefined;
  /** What was measured, in the words of who did it. */
  result: string | undefined;
  /** The key of the fact that it builds on. */
  fact: string | undefined;
  passages: string[];
  createdBy: string;
  updatedBy: string;
  updatedAt: Date;
}

/** What people can change in a step. */
export interface StepTexts {
  what: string;
  measure: string;
  pass: string;
  owner: string | undefined;
  /** A day, YYYY-MM-DD. */
  due: string | undefined;
}

export type NewStep = StepTexts & Pick<Step, 'id' | 'fact' | 'passages'>;

/** Who changes something, and when. */
export interface By {
  user: string;
  at: Date;
}

/** By name, so that the statement can be prepared: see prepared.ts. */
const STEP_COLUMNS = [
  'id',
  'what',
  'measure',
  'pass',
  'owner',
  'state',
  'outcome',
  'result',
  'fact',
  'passages',
  'created_by',
  'updated_by',
  'updated_at',
] as const;

/** The steps of a case, in the order of its plan. */
export async function loadSteps(db: Kysely<Tables>, { workspace, caseId }: CaseRef): Promise<Step[]> {
  const rows = await db
    .selectFrom('steps')
    .select(STEP_COLUMNS)
    // As text: the driver would make a moment of a day, and that in the server's time zone.
    .select(sql<string | null>`due::text`.as('due'))
    .where('workspace', '=', workspace)
    .where('case_id', '=', caseId)
    .orderBy('place')
    .orderBy('id')
    .execute();
  return rows.map(toStep);
}

/** Takes a step on: a new one, or one that was dropped before. One that is open or done stays as it is. */
export async function addStep(
  trx: Transaction<Tables>,
  { workspace, caseId }: CaseRef,
  { id, fact, passages, ...texts }: NewStep,
  by: By,
): Promise<void> {
  const place = sql<number>`(
    select coalesce(max(place), 0) + 1 from steps where workspace = ${workspace} and case_id = ${caseId})`;
  const values = {
    ...columnsOf(texts),
    place,
    fact: fact ?? null,
    passages: toJson(passages),
    updated_by: by.user,
    updated_at: by.at,
  };
  await trx
    .insertInto('steps')
    .values({ workspace, case_id: caseId, id, ...values, created_by: by.user, created_at: by.at })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace', 'case_id', 'id'])
        .doUpdateSet({ ...values, state: 'open', outcome: null, result: null })
        .where('steps.state', '=', 'dropped'),
    )
    .execute();
}

/** Changes an open step; one that is done or dropped meanwhile stays as it is. */
export const changeStep = (
  trx: Transaction<Tables>,
  ref: CaseRef,
  id: string,
  changes: Partial<StepTexts>,
  by: By,
): Promise<void> => updateOpen(trx, ref, id, columnsOf(changes), by);

/** Ends an open step. */
export const endStep = (
  trx: Transaction<Tables>,
  ref: CaseRef,
  id: string,
  end: { state: 'dropped' } | { state: 'done'; outcome: Outcome; result: string },
  by: By,
): Promise<void> => updateOpen(trx, ref, id, end, by);

/** Deletes what a case has here. */
export async function deleteSteps(db: Kysely<Tables>, { workspace, caseId }: CaseRef): Promise<void> {
  await db.deleteFrom('steps').where('workspace', '=', workspace).where('case_id', '=', caseId).execute();
}

async function updateOpen(
  trx: Transaction<Tables>,
  { workspace, caseId }: CaseRef,
  id: string,
  changes: Partial<Omit<StepsTable, 'state' | 'passages' | 'place'>> & { state?: Step['state'] },
  { user, at }: By,
): Promise<void> {
  await trx
    .updateTable('steps')
    .set({ ...changes, updated_by: user, updated_at: at })
    .where('workspace', '=', workspace)
    .where('case_id', '=', caseId)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .execute();
}

/** Owner and day may be taken away: there, undefined means none. */
const columnsOf = <T extends Partial<StepTexts>>({ owner, due, ...texts }: T) => ({
  ...texts,
  ...(owner === undefined ? {} : { owner: owner || null }),
  ...(due === undefined ? {} : { due: due || null }),
});

const toStep = (row: Pick<Selectable<StepsTable>, (typeof STEP_COLUMNS)[number] | 'due'>): Step => ({
  id: row.id,
  what: row.what,
  measure: row.measure,
  pass: row.pass,
  owner: row.owner ?? undefined,
  due: row.due ?? undefined,
  state: row.state,
  outcome: row.outcome ?? undefined,
  result: row.result ?? undefined,
  fact: row.fact ?? undefined,
  passages: z.array(z.string()).parse(row.passages),
  createdBy: row.created_by,
  updatedBy: row.updated_by,
  updatedAt: row.updated_at,
});

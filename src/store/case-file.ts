import { type Kysely, type Selectable, sql } from 'kysely';
import { z } from 'zod';
import { Assessment } from '../advisor/assessment.ts';
import { FactState, FactValue, type Recorded, Removal } from '../advisor/fact.ts';
import { Proposal } from '../advisor/verdict.ts';
import type { CaseRef } from './case-ref.ts';
import type { AssessmentsTable, CaseRow, Tables } from './tables.ts';

/** A case as it stands: its row, what was stated, and how it was last assessed. */
export interface CaseFile {
  row: CaseRow;
  proposal: Proposal | undefined;
  statements: Recorded[];
  /** The row in which each of the statements is written. */
  written: Written;
  /** Undefined before the first turn. */
  assessment: Assessment | undefined;
}

/** Ids of rows, by the very statements that were loaded from them. */
export type Written = ReadonlyMap<Recorded, string>;

/** Loads what was stated in a case, and how it was assessed. */
export async function loadCaseFile(db: Kysely<Tables>, row: CaseRow): Promise<CaseFile> {
  const ref = { workspace: row.workspace, caseId: row.id };
  // Only turns write statements and assessments.
  const [latest, written] =
    row.turn === 0
      ? [undefined, NOTHING_WRITTEN]
      : await Promise.all([loadTurn(db, ref, row.turn), loadStatements(db, ref)]);
  return {
    row,
    proposal: proposalOf(row),
    statements: [...written.keys()],
    written,
    assessment: latest?.assessment,
  };
}

const NOTHING_WRITTEN: Written = new Map();

/** The proposal that a case's rules hold against what is known; undefined where there is none. */
export const proposalOf = ({ proposal }: Pick<CaseRow, 'proposal'>): Proposal | undefined =>
  proposal === null ? undefined : Proposal.parse(proposal);

/** A turn as it was written. */
export interface Turn {
  assessment: Assessment;
  summary: string[];
  curator: 'llm' | 'offline';
  model: string | undefined;
}

const Curator = z.enum(['llm', 'offline']);

/** A turn as it stands in a row of the database. */
export type TurnRow = Pick<Selectable<AssessmentsTable>, 'assessment' | 'summary' | 'curator' | 'model'>;

/** One turn of a case. */
export async function loadTurn(
  db: Kysely<Tables>,
  { workspace, caseId }: CaseRef,
  turn: number,
): Promise<Turn | undefined> {
  const row = await db
    .selectFrom('assessments')
    .select(['assessment', 'summary', 'curator', 'model'])
    .where('workspace', '=', workspace)
    .where('case_id', '=', caseId)
    .where('turn', '=', turn)
    .executeTakeFirst();
  return row && readTurn(row);
}

/** @throws when a row is not as a turn writes it */
export const readTurn = (row: TurnRow): Turn => ({
  assessment: Assessment.parse(row.assessment),
  summary: z.array(z.string()).parse(row.summary),
  curator: Curator.parse(row.curator),
  model: row.model ?? undefined,
});

/** A row as it is loaded; there may be hundreds, so they are checked as one list. */
const StatementRows = z.array(
  z.object({
    id: z.string(),
    key: z.string(),
    value: FactValue,
    state: z.enum([...FactState.options, Removal.shape.state.value]),
    author: z.string(),
    at: z.number(),
    message: z.string(),
    quote: z.string(),
  }),
);

async function loadStatements(db: Kysely<Tables>, ref: CaseRef): Promise<Written> {
  const rows = await db
    .selectFrom('statements')
    .select(['id', 'key', 'value', 'state', 'author', 'message'])
    // A number is read many times faster than a date.
    .select(sql<number>`(extract(epoch from said_at) * 1000)::float8`.as('at'))
    .select(({ fn, val }) => fn.coalesce('quote', val('')).as('quote'))
    .where('workspace', '=', ref.workspace)
    .where('case_id', '=', ref.caseId)
    .orderBy('id')
    .execute();
  return new Map(
    StatementRows.parse(rows).map(({ id, key, value, state, author, at, message, quote }) => [
      { key, value, state, evidence: { quote, author, at, message } },
      id,
    ]),
  );
}

/** The case of a thread; undefined where it is none. */
export async function findCase(
  db: Kysely<Tables>,
  { workspace, channel, threadTs }: { workspace: string; channel: string; threadTs: string },
): Promise<CaseRef | undefined> {
  const row = await db
    .selectFrom('cases')
    .select('id')
    .where('workspace', '=', workspace)
    .where('channel', '=', channel)
    .where('thread_ts', '=', threadTs)
    .executeTakeFirst();
  return row && { workspace, caseId: row.id };
}

/** Gives a case its thread, once its root is posted. */
export async function setThread(
  db: Kysely<Tables>,
  ref: CaseRef,
  channel: string,
  threadTs: string,
): Promise<void> {
  await db
    .updateTable('cases')
    .set({ channel, thread_ts: threadTs })
    .where('workspace', '=', ref.workspace)
    .where('id', '=', ref.caseId)
    .execute();
}

import { type Kysely, sql, type Transaction } from 'kysely';
import { z } from 'zod';
import { Assessment } from '../advisor/assessment.ts';
import { FactState, FactValue, type Recorded, Removal } from '../advisor/fact.ts';
import { oldestQuotation } from '../advisor/forget-quotations.ts';
import { Proposal } from '../advisor/verdict.ts';
import type { CaseRef } from './case-ref.ts';
import { gatherUntil } from './gather.ts';
import { markDone } from './inbox.ts';
import { toJson } from './json.ts';
import { assertLease, type Lease } from './lease.ts';
import { type Outgoing, putOutgoing } from './outbox.ts';
import type { CaseRow, Tables } from './tables.ts';

/** A case as it stands: its row, what was stated, and how it was last assessed. */
export interface CaseFile {
  row: CaseRow;
  proposal: Proposal | undefined;
  statements: Recorded[];
  /** Undefined before the first turn. */
  assessment: Assessment | undefined;
}

/** What a turn changes; written in one transaction, or not at all. */
export interface TurnResult {
  statements: readonly Recorded[];
  assessment: Assessment;
  proposal: Proposal | undefined;
  summary: readonly string[];
  curator: 'llm' | 'offline';
  /** The model that read, where one did. */
  model?: string | undefined;
  /** What to say, now that the turn has its number. */
  outgoing(turn: number): readonly Outgoing[];
  /** What else is to be written, in the same transaction. */
  write(trx: Transaction<Tables>): Promise<void>;
  /** Ids of the inbox rows that are worked on with it. */
  done: readonly string[];
  /** Milliseconds in which what is said next is gathered. */
  gatherMs: number;
  at: Date;
}

/** Loads a case; undefined when it does not exist (any more). */
export async function loadCaseFile(db: Kysely<Tables>, ref: CaseRef): Promise<CaseFile | undefined> {
  const row = await loadCaseRow(db, ref);
  if (!row) return undefined;
  const latest = await loadTurn(db, ref, row.turn);
  return {
    row,
    proposal: row.proposal === null ? undefined : Proposal.parse(row.proposal),
    statements: await loadStatements(db, ref),
    assessment: latest?.assessment,
  };
}

export const loadCaseRow = (db: Kysely<Tables>, ref: CaseRef): Promise<CaseRow | undefined> =>
  db
    .selectFrom('cases')
    .selectAll()
    .where('workspace', '=', ref.workspace)
    .where('id', '=', ref.caseId)
    .executeTakeFirst();

/** A turn as it was written. */
export interface Turn {
  assessment: Assessment;
  summary: string[];
  curator: 'llm' | 'offline';
  model: string | undefined;
}

const Curator = z.enum(['llm', 'offline']);

/** One turn of a case. */
export async function loadTurn(db: Kysely<Tables>, ref: CaseRef, turn: number): Promise<Turn | undefined> {
  const row = await db
    .selectFrom('assessments')
    .select(['assessment', 'summary', 'curator', 'model'])
    .where('workspace', '=', ref.workspace)
    .where('case_id', '=', ref.caseId)
    .where('turn', '=', turn)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    assessment: Assessment.parse(row.assessment),
    summary: z.array(z.string()).parse(row.summary),
    curator: Curator.parse(row.curator),
    model: row.model ?? undefined,
  };
}

const RecordedState = z.union([FactState, Removal.shape.state]);

async function loadStatements(db: Kysely<Tables>, ref: CaseRef): Promise<Recorded[]> {
  const rows = await db
    .selectFrom('statements')
    .selectAll()
    .where('workspace', '=', ref.workspace)
    .where('case_id', '=', ref.caseId)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    key: row.key,
    value: FactValue.parse(row.value),
    state: RecordedState.parse(row.state),
    evidence: { quote: row.quote ?? '', author: row.author, at: row.said_at.getTime(), message: row.message },
  }));
}

/**
 * Writes a turn, if the lease still holds. Statements are replaced as a whole: their order of arrival means nothing.
 * @throws LeaseLostError when somebody else works on the case by now; nothing is written
 */
export async function saveTurn(db: Kysely<Tables>, lease: Lease, result: TurnResult): Promise<number> {
  return db.transaction().execute(async (trx) => {
    await assertLease(trx, lease);
    const { turn } = await trx
      .updateTable('cases')
      .set({
        turn: sql<number>`turn + 1`,
        gather_until: gatherUntil(result.gatherMs),
        proposal: result.proposal ? toJson(result.proposal) : null,
      })
      .where('workspace', '=', lease.workspace)
      .where('id', '=', lease.caseId)
      .returning('turn')
      .executeTakeFirstOrThrow();
    await replaceStatements(trx, lease, result);
    const oldest = oldestQuotation(result.assessment);
    await trx
      .insertInto('assessments')
      .values({
        workspace: lease.workspace,
        case_id: lease.caseId,
        turn,
        assessment: toJson(result.assessment),
        summary: toJson(result.summary),
        curator: result.curator,
        model: result.model ?? null,
        oldest_quote_at: oldest === undefined ? null : new Date(oldest),
        decided_at: result.at,
      })
      .execute();
    await result.write(trx);
    await putOutgoing(trx, lease, result.outgoing(turn));
    await markDone(trx, lease, result.done, result.at);
    return turn;
  });
}

async function replaceStatements(
  trx: Kysely<Tables>,
  ref: CaseRef,
  { statements, curator }: TurnResult,
): Promise<void> {
  await trx
    .deleteFrom('statements')
    .where('workspace', '=', ref.workspace)
    .where('case_id', '=', ref.caseId)
    .execute();
  if (statements.length === 0) return;
  await trx
    .insertInto('statements')
    .values(
      statements.map(({ key, value, state, evidence }) => ({
        workspace: ref.workspace,
        case_id: ref.caseId,
        key,
        value: toJson(value),
        state,
        author: evidence.author,
        said_at: new Date(evidence.at),
        message: evidence.message,
        quote: evidence.quote === '' ? null : evidence.quote,
        curator,
      })),
    )
    .execute();
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

/** Notes what was learnt of a case's thread. */
export async function noteThread(
  db: Kysely<Tables>,
  ref: CaseRef,
  { shared, languageTold }: { shared: boolean | undefined; languageTold: boolean },
): Promise<void> {
  await db
    .updateTable('cases')
    .set({ shared: shared ?? null, language_told: languageTold })
    .where('workspace', '=', ref.workspace)
    .where('id', '=', ref.caseId)
    .execute();
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

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
import { type Lease, leaseLost } from './lease.ts';
import { type Outgoing, putOutgoing } from './outbox.ts';
import type { CaseRow, Tables } from './tables.ts';

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

/** What a turn changes; written in one transaction, or not at all. */
export interface TurnResult {
  statements: readonly Recorded[];
  /** The rows that the turn began with: those of statements that it keeps stay as they are. */
  written: Written;
  assessment: Assessment;
  proposal: Proposal | undefined;
  summary: readonly string[];
  curator: 'llm' | 'offline';
  /** The model that read, where one did. */
  model?: string | undefined;
  /** Whether the channel is shared with another organisation; undefined while that is not known. */
  shared: boolean | undefined;
  /** Whether it was said that we answer in English. */
  languageTold: boolean;
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

/** By name, so that the statement can be prepared: see prepared.ts. */
const CASE_COLUMNS = [
  'workspace',
  'id',
  'channel',
  'thread_ts',
  'opened_by',
  'opened_at',
  'origin',
  'following',
  'proposal',
  'turn',
  'lease',
  'leased_until',
  'failures',
  'retry_after',
  'gather_until',
  'shared',
  'language_told',
] as const;

export const loadCaseRow = (db: Kysely<Tables>, ref: CaseRef): Promise<CaseRow | undefined> =>
  db
    .selectFrom('cases')
    .select(CASE_COLUMNS)
    .where('workspace', '=', ref.workspace)
    .where('id', '=', ref.caseId)
    .executeTakeFirst();

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

/**
 * Writes a turn, if the lease still holds. Of the statements only what changed is written, so that a turn late in a long
 * thread is no more work than an early one.
 * @throws LeaseLostError when somebody else works on the case by now; nothing is written
 */
export async function saveTurn(db: Kysely<Tables>, lease: Lease, result: TurnResult): Promise<number> {
  return db.transaction().execute(async (trx) => {
    // Until the end of the transaction nobody else can take the case over.
    const { turn } = await trx
      .updateTable('cases')
      .set({
        turn: sql<number>`turn + 1`,
        gather_until: gatherUntil(result.gatherMs),
        proposal: result.proposal ? toJson(result.proposal) : null,
        shared: result.shared ?? null,
        language_told: result.languageTold,
      })
      .where('workspace', '=', lease.workspace)
      .where('id', '=', lease.caseId)
      .where('lease', '=', lease.lease)
      .returning('turn')
      .executeTakeFirstOrThrow(() => leaseLost(lease));
    await writeStatements(trx, lease, result);
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

async function writeStatements(
  trx: Kysely<Tables>,
  ref: CaseRef,
  { statements, written, curator }: TurnResult,
): Promise<void> {
  const kept = new Set(statements);
  const gone = [...written].flatMap(([statement, id]) => (kept.has(statement) ? [] : [id]));
  if (gone.length > 0) {
    await trx
      .deleteFrom('statements')
      .where('workspace', '=', ref.workspace)
      .where('case_id', '=', ref.caseId)
      .where('id', '=', sql<string>`any(${gone}::bigint[])`)
      .execute();
  }
  const added = statements.filter((statement) => !written.has(statement));
  if (added.length === 0) return;
  const column = <T>(read: (statement: Recorded) => T): T[] => added.map(read);
  // As columns and not as rows, so that one text serves any number of them: see prepared.ts.
  await sql`
    insert into statements (workspace, case_id, key, value, state, author, said_at, message, quote, curator)
    select ${ref.workspace}::text, ${ref.caseId}::uuid, key, value, state, author, said_at, message, quote, ${curator}::text
    from unnest(
      ${column(({ key }) => key)}::text[],
      ${column(({ value }) => toJson(value))}::jsonb[],
      ${column(({ state }) => state)}::text[],
      ${column(({ evidence }) => evidence.author)}::text[],
      ${column(({ evidence }) => new Date(evidence.at))}::timestamptz[],
      ${column(({ evidence }) => evidence.message)}::text[],
      ${column(({ evidence }) => (evidence.quote === '' ? null : evidence.quote))}::text[]
    ) with ordinality as added (key, value, state, author, said_at, message, quote, place)
    order by place`.execute(trx);
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

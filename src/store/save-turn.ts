import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { Assessment } from '../advisor/assessment.ts';
import type { Recorded } from '../advisor/fact.ts';
import { oldestQuotation } from '../advisor/forget-quotations.ts';
import type { Proposal } from '../advisor/verdict.ts';
import type { Written } from './case-file.ts';
import { gatherUntil } from './gather.ts';
import { countPending, marking } from './inbox.ts';
import { toJson } from './json.ts';
import { type Lease, leaseLost } from './lease.ts';
import { type Outgoing, putting } from './outbox.ts';
import type { Tables } from './tables.ts';
import { THIS_CASE, thisCase } from './this-case.ts';

/** What a turn changes; written in one transaction, or not at all. */
export interface TurnResult {
  /** Its number, from 1. */
  turn: number;
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
  /** What to say. */
  outgoing: readonly Outgoing[];
  /** What else is to be written, in the same transaction: after what was stated, and before what is to be said. */
  writes: readonly ((trx: Transaction<Tables>) => Promise<void>)[];
  /** Ids of the inbox rows that are worked on with it. */
  done: readonly string[];
  /** Milliseconds in which what is said next is gathered. */
  gatherMs: number;
  at: Date;
}

/**
 * Writes a turn, if the lease still holds and nobody worked on the same before. Of the statements only what changed is written, so that a turn late in a long
 * thread is no more work than an early one.
 * @throws LeaseLostError when somebody else works on the case by now; nothing is written
 */
export async function saveTurn(db: Kysely<Tables>, lease: Lease, result: TurnResult): Promise<void> {
  const known = [
    sql`said as (${putting(result.outgoing)})`,
    sql`done as (${marking(lease, result.done, result.at)})`,
  ];
  // One statement is a transaction by itself, and one trip to the database instead of seven.
  if (result.writes.length === 0) return begin(db, lease, result, known);
  await db.transaction().execute(async (trx) => {
    await begin(trx, lease, result, []);
    for (const write of result.writes) await write(trx);
    await sql`with ${sql.join([thisCase(lease), ...known])} select`.execute(trx);
  });
}

/** Counts the turn, which nobody can do without the lease, and writes what it found; and more, of the same case. */
async function begin(
  db: Kysely<Tables>,
  lease: Lease,
  result: TurnResult,
  more: readonly RawBuilder<unknown>[],
): Promise<void> {
  // Until the end of the transaction nobody else can take the case over.
  const turned = sql`${THIS_CASE} as (
    update cases set turn = ${result.turn}, gather_until = ${gatherUntil(result.gatherMs)},
      proposal = ${result.proposal ? toJson(result.proposal) : null}, shared = ${result.shared ?? null},
      language_told = ${result.languageTold}
    where workspace = ${lease.workspace} and id = ${lease.caseId} and lease = ${lease.lease} and turn = ${result.turn - 1}
      and (${countPending(lease, result.done)}) = ${result.done.length}
    returning workspace, id as case_id)`;
  const parts = [turned, ...statements(lease, result), sql`assessed as (${assessing(result)})`, ...more];
  const { rows } = await sql`with ${sql.join(parts)} select case_id from ${THIS_CASE}`.execute(db);
  if (rows.length === 0) throw leaseLost(lease);
}

const assessing = ({ turn, assessment, summary, curator, model, at }: TurnResult): RawBuilder<unknown> => {
  const oldest = oldestQuotation(assessment);
  return sql`
    insert into assessments
      (workspace, case_id, turn, assessment, summary, curator, model, oldest_quote_at, decided_at)
    select workspace, case_id, ${turn}::integer, ${toJson(assessment)}::jsonb, ${toJson(summary)}::jsonb,
      ${curator}::text, ${model ?? null}::text, ${oldest === undefined ? null : new Date(oldest)}::timestamptz,
      ${at}::timestamptz
    from ${THIS_CASE}`;
};

/** Takes out the statements that are gone, and adds the new ones; nothing where nothing changed. */
function statements(lease: Lease, { statements: all, written, curator }: TurnResult): RawBuilder<unknown>[] {
  const kept = new Set(all);
  const gone = [...written].flatMap(([statement, id]) => (kept.has(statement) ? [] : [id]));
  const dropped = sql`dropped as (
    delete from statements
    where workspace = ${lease.workspace} and case_id = ${lease.caseId} and id = any(${gone}::bigint[])
      and exists (select from ${THIS_CASE}))`;
  const added = all.filter((statement) => !written.has(statement));
  const column = <T>(read: (statement: Recorded) => T): T[] => added.map(read);
  // As columns and not as rows, so that one text serves any number of them: see prepared.ts.
  const stated = sql`stated as (
    insert into statements (workspace, case_id, key, value, state, author, said_at, message, quote, curator)
    select here.workspace, here.case_id, key, value, state, author, said_at, message, quote, ${curator}::text
    from ${THIS_CASE} as here, unnest(
      ${column(({ key }) => key)}::text[],
      ${column(({ value }) => toJson(value))}::jsonb[],
      ${column(({ state }) => state)}::text[],
      ${column(({ evidence }) => evidence.author)}::text[],
      ${column(({ evidence }) => new Date(evidence.at))}::timestamptz[],
      ${column(({ evidence }) => evidence.message)}::text[],
      ${column(({ evidence }) => (evidence.quote === '' ? null : evidence.quote))}::text[]
    ) with ordinality as added (key, value, state, author, said_at, message, quote, place)
    order by place)`;
  return [...(gone.length > 0 ? [dropped] : []), ...(added.length > 0 ? [stated] : [])];
}

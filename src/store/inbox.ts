import { type Kysely, type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { jobsFor } from './case-jobs.ts';
import type { CaseRef } from './case-ref.ts';
import { type Inbound, InboxBody } from './inbound.ts';
import { toJson } from './json.ts';
import type { Tables } from './tables.ts';
import { THIS_CASE, thisCase } from './this-case.ts';

/** An inbox row to be worked on. */
export interface InboxItem {
  id: string;
  body: InboxBody;
  /** It waits until somebody goes on. */
  held?: boolean;
}

/**
 * Writes what arrived together in one transaction: new cases, inbox rows (an event told twice is one row), and one job
 * for each case. What belongs to no case is not written.
 */
export async function writeInbounds(db: Kysely<Tables>, inbounds: readonly Inbound[]): Promise<void> {
  const opening = inbounds.filter((inbound) => inbound.opening);
  // One statement is a transaction by itself. Each trip to the database that is spared here is spared for everybody who
  // waits for an acknowledgement.
  if (opening.length === 0) return insertRows(db, inbounds);
  await db.transaction().execute(async (trx) => {
    await openCases(trx, opening);
    await insertRows(trx, inbounds);
  });
}

async function openCases(trx: Kysely<Tables>, inbounds: readonly Inbound[]): Promise<void> {
  const column = <T>(read: (inbound: Inbound) => T): T[] => inbounds.map(read);
  await sql`
    insert into cases (workspace, id, channel, thread_ts, opened_by, opened_at, origin, following)
    select * from unnest(
      ${column((inbound) => inbound.workspace)}::text[],
      ${column((inbound) => inbound.opening?.caseId)}::uuid[],
      ${column((inbound) => inbound.channel)}::text[],
      ${column((inbound) => inbound.threadTs ?? null)}::text[],
      ${column((inbound) => inbound.opening?.openedBy)}::text[],
      ${column((inbound) => new Date(inbound.at))}::timestamptz[],
      ${column((inbound) => inbound.opening?.origin)}::text[],
      ${column((inbound) => inbound.opening?.following ?? true)}::boolean[]
    ) order by 1, 2
    on conflict do nothing`.execute(trx);
}

/** The case that an inbound names itself; the others are found by their thread. */
const idOf = ({ caseId, threadTs, opening }: Inbound): string | null =>
  caseId ?? (threadTs === undefined ? (opening?.caseId ?? null) : null);

/** What people say without turning to us; where we were asked to leave them alone it is not even kept. */
const overheard = sql`(arrived.kind = 'message' and not (arrived.body ->> 'mentioned')::boolean)`;

/** Adds the rows, and the jobs of their cases with them. */
async function insertRows(db: Kysely<Tables>, inbounds: readonly Inbound[]): Promise<void> {
  const column = <T>(read: (inbound: Inbound) => T): T[] => inbounds.map(read);
  const inserted = sql`
    insert into inbox (workspace, event_key, case_id, kind, body, received_at)
    select arrived.workspace, arrived.event_key, coalesce(named.id, threaded.id), arrived.kind, arrived.body, arrived.at
    from unnest(
      ${column((inbound) => inbound.workspace)}::text[],
      ${column((inbound) => inbound.eventKey)}::text[],
      ${column(idOf)}::uuid[],
      ${column((inbound) => inbound.channel)}::text[],
      ${column((inbound) => inbound.threadTs ?? null)}::text[],
      ${column((inbound) => inbound.body.kind)}::text[],
      ${column((inbound) => toJson(inbound.body))}::jsonb[],
      ${column((inbound) => new Date(inbound.at))}::timestamptz[]
    ) with ordinality as arrived (workspace, event_key, case_id, channel, thread_ts, kind, body, at, place)
    left join cases as named on named.workspace = arrived.workspace and named.id = arrived.case_id
    left join cases as threaded on threaded.workspace = arrived.workspace
      and threaded.channel = arrived.channel and threaded.thread_ts = arrived.thread_ts
    where coalesce(named.id, threaded.id) is not null
      and (coalesce(named.following, threaded.following) or not ${overheard})
    order by arrived.place
    on conflict (workspace, event_key) do nothing
    returning workspace, case_id`;
  await sql`with arrived as (${inserted}) ${jobsFor(sql`select distinct workspace, case_id from arrived`)}`.execute(
    db,
  );
}

/** The inbox rows of a case that were not worked on yet, in the order of their arrival, as one value of a statement. */
export const WAITING_ITEMS: RawBuilder<unknown> = sql`(
  select coalesce(json_agg(json_build_object('id', waiting.id::text, 'body', body, 'held', held) order by waiting.id), '[]')
  from inbox as waiting
  where waiting.workspace = cases.workspace and case_id = cases.id and done_at is null)`;

const Items = z.array(z.object({ id: z.string(), body: InboxBody, held: z.boolean() }));

/** Reads that value. @throws ZodError for what another version of us wrote, and this one cannot read */
export const itemsIn = (waiting: unknown): InboxItem[] => Items.parse(waiting);

/** The same rows, by a statement of their own. */
export async function pendingItems(db: Kysely<Tables>, { workspace, caseId }: CaseRef): Promise<InboxItem[]> {
  const rows = await db
    .selectFrom('inbox')
    .select(['id', 'body', 'held'])
    .where('workspace', '=', workspace)
    .where('case_id', '=', caseId)
    .where('done_at', 'is', null)
    .orderBy('id')
    .execute();
  return itemsIn(rows);
}

/** The case is named, and not joined, so that its rows are found by the index. */
const stillPending = ({ workspace, caseId }: CaseRef, ids: readonly string[]): RawBuilder<unknown> =>
  sql`workspace = ${workspace} and case_id = ${caseId} and done_at is null and id = any(${ids}::bigint[])`;

/** How many of these rows still wait, as a part of a statement. */
export const countPending = (ref: CaseRef, ids: readonly string[]): RawBuilder<unknown> =>
  sql`select count(*) from inbox where ${stillPending(ref, ids)}`;

/** Notes rows as worked on. Their text goes; their keys stay, so that a late duplicate is still known. */
export async function markDone(
  db: Kysely<Tables>,
  ref: CaseRef,
  ids: readonly string[],
  at: Date,
): Promise<void> {
  if (ids.length === 0) return;
  await sql`with ${thisCase(ref)} ${marking(ref, ids, at)}`.execute(db);
}

/** The same as a part of a larger statement. */
export const marking = (ref: CaseRef, ids: readonly string[], at: Date): RawBuilder<unknown> => sql`
  update inbox set done_at = ${at}, body = null
  where ${stillPending(ref, ids)} and exists (select from ${THIS_CASE})`;

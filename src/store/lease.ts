import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { addCaseJobs, hasJob } from './case-jobs.ts';
import type { CaseRef } from './case-ref.ts';
import { CASE_COLUMNS } from './case-row.ts';
import { COMMITS_SOON } from './commit-soon.ts';
import { isHere } from './gone.ts';
import { WAITING_ITEMS } from './inbox.ts';
import { msUntil } from './ms-until.ts';
import type { CaseRow, Tables } from './tables.ts';

/** The right of one worker to work on a case for a while. */
export interface Lease extends CaseRef {
  lease: string;
}

/**
 * A case as its worker finds it. But for what arrives, and for its channel where its root is to be posted in another one,
 * only who holds the lease changes it.
 */
export interface Found {
  row: CaseRow;
  /** How many milliseconds more it gathers what people say; none before its first turn. */
  gathersMs: number;
  /** What arrived and is to be worked on, to be read with `itemsIn`. */
  waiting: unknown;
}

/** A lease as it was taken, with what was found then. */
export interface TakenLease extends Lease {
  /** Whoever had it before never gave it back: it died, or could not reach the database. */
  takenOver: boolean;
  found: Found;
}

/** A worker that dies is missed after this time. */
export const LEASE_MS = 8_000;

/**
 * Takes the lease on a case; undefined while somebody else holds it, when there is no such case, or when the app was
 * removed from its workspace.
 */
export async function takeLease(
  db: Kysely<Tables>,
  { workspace, caseId }: CaseRef,
): Promise<TakenLease | undefined> {
  const lease = randomUUID();
  const taken = await db
    .updateTable('cases')
    .from('cases as before')
    .set({ lease, leased_until: until() })
    .where('cases.workspace', '=', workspace)
    .where('cases.id', '=', caseId)
    .whereRef('before.workspace', '=', 'cases.workspace')
    .whereRef('before.id', '=', 'cases.id')
    .where(isHere('cases.workspace'))
    .where((where) =>
      where.or([where('cases.leased_until', 'is', null), where('cases.leased_until', '<', sql<Date>`now()`)]),
    )
    // Lost, somebody else takes the case over, and nothing is written with this lease any more.
    .where(COMMITS_SOON)
    .returning('before.lease as before')
    .returning(FOUND)
    .executeTakeFirst();
  if (!taken) return undefined;
  const { before, ...found } = taken;
  return { workspace, caseId, lease, takenOver: before !== null, found: foundIn(found) };
}

/**
 * Looks at a case again.
 * @throws LeaseLostError when it is somebody else's by now
 */
export async function lookAgain(db: Kysely<Tables>, lease: Lease): Promise<Found> {
  const found = await held(db.selectFrom('cases'), lease)
    .select(FOUND)
    .executeTakeFirstOrThrow(() => leaseLost(lease));
  return foundIn(found);
}

const FOUND = [
  ...CASE_COLUMNS,
  msUntil('cases.gather_until').as('gathers'),
  WAITING_ITEMS.as('waiting'),
] as const;

const foundIn = ({ gathers, waiting, ...row }: CaseRow & { gathers: number; waiting: unknown }): Found => ({
  row,
  gathersMs: Math.ceil(gathers),
  waiting,
});

/** Prolongs a lease. False: it was lost, and whatever is under way must not be written any more. */
export async function renewLease(db: Kysely<Tables>, lease: Lease): Promise<boolean> {
  const renewed = await held(
    db.updateTable('cases').set({ leased_until: until() }),
    lease,
  ).executeTakeFirst();
  return renewed.numUpdatedRows > 0n;
}

/**
 * Gives a lease back, but only if nothing arrived meanwhile. False: there is more to do, and the lease is kept.
 * @throws LeaseLostError when it was somebody else's already: there is nothing to do here any more
 */
export async function releaseLease(db: Kysely<Tables>, lease: Lease): Promise<boolean> {
  const released = await held(
    db.updateTable('cases').set({ lease: null, leased_until: null, failures: 0, retry_after: null }),
    lease,
  )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('inbox')
            .select('inbox.id')
            .where('inbox.workspace', '=', lease.workspace)
            .where('inbox.case_id', '=', lease.caseId)
            .where('inbox.done_at', 'is', null)
            .where('inbox.held', '=', false),
        ),
      ),
    )
    // Lost, the lease runs out by itself.
    .where(COMMITS_SOON)
    .executeTakeFirst();
  if (released.numUpdatedRows > 0n) return true;
  await assertLease(db, lease);
  return false;
}

/** Gives a lease back although there is more to do: the next worker, or this one later, goes on. */
export async function dropLease(db: Kysely<Tables>, lease: Lease): Promise<void> {
  await held(db.updateTable('cases').set({ lease: null, leased_until: null }), lease).execute();
}

/**
 * Gives a lease back because the work failed: nobody sweeps the case up before `waitMs` milliseconds have passed. What
 * arrives for it meanwhile is tried at once all the same.
 */
export async function putOff(db: Kysely<Tables>, lease: Lease, waitMs: number): Promise<void> {
  await held(
    db.updateTable('cases').set({
      lease: null,
      leased_until: null,
      failures: sql<number>`failures + 1`,
      retry_after: sql<Date>`now() + ${`${waitMs} milliseconds`}::interval`,
    }),
    lease,
  ).execute();
}

/** Thrown when a worker finds that its lease went to somebody else. Nothing of its work is written. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}

/**
 * Makes sure that a lease still holds; within a transaction, until its end. What arrives for the case meanwhile can be
 * written all the same: it needs no more than that the case is there.
 * @throws LeaseLostError
 */
export async function assertLease(trx: Kysely<Tables>, lease: Lease): Promise<void> {
  const row = await trx
    .selectFrom('cases')
    .select('lease')
    .where('workspace', '=', lease.workspace)
    .where('id', '=', lease.caseId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (row?.lease !== lease.lease) throw leaseLost(lease);
}

export const leaseLost = ({ caseId }: Lease): LeaseLostError =>
  new LeaseLostError(`The lease on case ${caseId} is lost.`);

/**
 * Adds a job again for every case with something to read or to post, no live lease and no job that waits: what a dead
 * worker left behind. (Adding it all the same would write every job anew, each time, while many wait.) What is still being
 * gathered is left to who wakes up for it, and found here soon after if nobody does.
 * @returns how many there were
 */
export async function sweepCases(db: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<CaseRef>`
    select workspace, id as "caseId" from cases
    where (leased_until is null or leased_until < now()) and (retry_after is null or retry_after < now())
      and ${isHere('cases.workspace')}
      and (workspace, id) in (
        select inbox.workspace, case_id from inbox
          join cases as gathering on gathering.workspace = inbox.workspace and gathering.id = case_id
          where done_at is null and not held and (gather_until is null or gather_until <= now())
        union
        select workspace, case_id from outbox where sent_version < version and failed is null
          and (attempt_after is null or attempt_after < now())
      )
      and not ${hasJob('cases.workspace', 'cases.id')}`.execute(db);
  await addCaseJobs(db, rows);
  return rows.length;
}

const until = () => sql<Date>`now() + ${`${LEASE_MS} milliseconds`}::interval`;

function held<T extends { where(column: 'workspace' | 'id' | 'lease', operator: '=', value: string): T }>(
  query: T,
  { workspace, caseId, lease }: Lease,
): T {
  return query.where('workspace', '=', workspace).where('id', '=', caseId).where('lease', '=', lease);
}

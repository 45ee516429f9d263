import { beforeEach, describe, expect, test } from '@jest/globals';
import { type Kysely, sql } from 'kysely';
import { markDone, pendingItems, writeInbounds } from '../../src/store/inbox.ts';
import {
  assertLease,
  dropLease,
  LeaseLostError,
  putOff,
  releaseLease,
  renewLease,
  sweepCases,
  takeLease,
} from '../../src/store/lease.ts';
import { noteFailed, noteRetry, noteSent, putOutgoing } from '../../src/store/outbox.ts';
import type { Tables } from '../../src/store/tables.ts';
import { caseId, commanded, mentioned, replied } from '../support/inbounds.ts';
import { testDb } from '../support/test-database.ts';

let db: Kysely<Tables>;
const ref = { workspace: 'T1', caseId: caseId('1.0') };
beforeEach(async () => {
  db = await testDb();
  await writeInbounds(db, [mentioned('1.0')]);
});

/** The time of a lease is over, as if its worker had died. */
const runOut = () => sql`update cases set leased_until = now() - interval '1 ms'`.execute(db);
const leasedUntil = async () =>
  (await db.selectFrom('cases').select('leased_until').executeTakeFirstOrThrow()).leased_until;
const workOff = async () => {
  const items = await pendingItems(db, ref);
  await markDone(
    db,
    ref,
    items.map(({ id }) => id),
    new Date(),
  );
};
const taken = async () => {
  const lease = await takeLease(db, ref);
  if (!lease) throw new Error('The lease could not be taken.');
  return lease;
};

describe('a lease', () => {
  test('is taken once: of many who try at the same moment, one gets it', async () => {
    const tries = await Promise.all(Array.from({ length: 6 }, () => takeLease(db, ref)));
    expect(tries.filter(Boolean)).toHaveLength(1);
    expect(await takeLease(db, ref)).toBeUndefined();
  });

  test('there is none on a case that does not exist', async () => {
    expect(await takeLease(db, { workspace: 'T1', caseId: caseId('other') })).toBeUndefined();
    expect(await takeLease(db, { ...ref, workspace: 'T2' })).toBeUndefined();
  });

  test('is prolonged by its holder, and by nobody else', async () => {
    const lease = await taken();
    await sql`update cases set leased_until = now() + interval '1 ms'`.execute(db);
    const before = await leasedUntil();
    expect(await renewLease(db, { ...lease, lease: caseId('another worker') })).toBe(false);
    expect(await leasedUntil()).toEqual(before);
    expect(await renewLease(db, lease)).toBe(true);
    expect((await leasedUntil())?.getTime()).toBeGreaterThan(before?.getTime() ?? 0);
  });

  test('is lost after its time to the next who asks, and the first holder is told', async () => {
    const lost = await taken();
    await runOut();
    const next = await taken();
    expect(next.lease).not.toBe(lost.lease);
    expect(await renewLease(db, lost)).toBe(false);
    await expect(releaseLease(db, lost)).rejects.toThrow(LeaseLostError);
    await dropLease(db, lost);
    expect(await renewLease(db, next)).toBe(true);
  });

  test('tells whether the one before gave it back, or died with it', async () => {
    expect((await taken()).takenOver).toBe(false);
    await runOut();
    const lease = await taken();
    expect(lease.takenOver).toBe(true);
    await dropLease(db, lease);
    expect((await taken()).takenOver).toBe(false);
  });

  test('that ran out while nobody else asked still holds', async () => {
    const lease = await taken();
    await runOut();
    expect(await renewLease(db, lease)).toBe(true);
    expect(await takeLease(db, ref)).toBeUndefined();
  });

  test('is kept when something arrived meanwhile, and given back when nothing did', async () => {
    const lease = await taken();
    expect(await releaseLease(db, lease)).toBe(false);
    expect(await takeLease(db, ref)).toBeUndefined();
    await workOff();
    await writeInbounds(db, [replied('1.0', '2.0')]);
    expect(await releaseLease(db, lease)).toBe(false);
    await workOff();
    expect(await releaseLease(db, lease)).toBe(true);
    expect(await takeLease(db, ref)).toBeDefined();
  });

  test('is no matter of what arrived for other cases', async () => {
    await writeInbounds(db, [mentioned('9.0'), mentioned('1.0', 'same thread', { workspace: 'T2' })]);
    const lease = await taken();
    await workOff();
    expect(await releaseLease(db, lease)).toBe(true);
  });

  test('can be dropped with work left, and the next goes on', async () => {
    await dropLease(db, await taken());
    expect(await takeLease(db, ref)).toBeDefined();
  });

  test('holds within a transaction against whoever would take it, or the transaction fails', async () => {
    const lost = await taken();
    await runOut();
    const held = await taken();
    await db.transaction().execute((trx) => assertLease(trx, held));
    await expect(db.transaction().execute((trx) => assertLease(trx, lost))).rejects.toThrow(LeaseLostError);
  });
});

test.each([
  ['taking', false],
  ['giving back', true],
])('%s a lease does not wait for the disk; what follows on the same connection does', async (_, back) => {
  await db.connection().execute(async (one) => {
    const waits = async (on: Kysely<Tables>) =>
      (await sql<{ waits: string }>`select current_setting('synchronous_commit') as waits`.execute(on)).rows;
    await sql`set synchronous_commit = on`.execute(one);
    await workOff();
    const lease = back ? await taken() : undefined;
    await one.transaction().execute(async (trx) => {
      await (lease ? releaseLease(trx, lease) : takeLease(trx, ref));
      expect(await waits(trx)).toEqual([{ waits: 'off' }]);
    });
    expect(await waits(one)).toEqual([{ waits: 'on' }]);
  });
});

describe('a case that failed', () => {
  test('counts its failures, until it is worked on to the end', async () => {
    await putOff(db, await taken(), 3_600_000);
    await putOff(db, await taken(), 3_600_000);
    const lease = await taken();
    expect(lease.found.row.failures).toBe(2);
    await workOff();
    expect(await releaseLease(db, lease)).toBe(true);
    expect((await taken()).found.row.failures).toBe(0);
  });

  test('is not put off by a worker that lost it', async () => {
    const lost = await taken();
    await runOut();
    const next = await taken();
    await putOff(db, lost, 3_600_000);
    expect(await renewLease(db, next)).toBe(true);
    expect(await db.selectFrom('cases').select(['failures', 'retry_after']).execute()).toEqual([
      { failures: 0, retry_after: null },
    ]);
  });
});

describe('the sweeper', () => {
  const jobs = async (): Promise<string[]> =>
    (await sql<{ key: string }>`select key from graphile_worker.jobs order by key`.execute(db)).rows.map(
      ({ key }) => key,
    );
  /** Sweeps up what has no job (any more). */
  const sweep = async () => {
    await sql`delete from graphile_worker._private_jobs`.execute(db);
    return sweepCases(db);
  };

  test('finds what a dead worker left in the inbox, and nothing that is being worked on', async () => {
    const lease = await taken();
    expect(await sweep()).toBe(0);
    await runOut();
    expect(await sweep()).toBe(1);
    expect(await jobs()).toEqual([`case:T1:${lease.caseId}`]);
  });

  test('leaves a case that failed until its time has come', async () => {
    await putOff(db, await taken(), 3_600_000);
    expect(await sweep()).toBe(0);
    await putOff(db, await taken(), -1);
    expect(await sweep()).toBe(1);
  });

  test('finds a case whose job was lost, and leaves one alone whose job waits', async () => {
    expect(await sweep()).toBe(1);
    expect(await sweepCases(db)).toBe(0);
    expect(await jobs()).toHaveLength(1);
  });

  test.each([
    ['is held by a worker that may be dead', sql`locked_at = now(), locked_by = 'worker'`],
    ['failed too often', sql`attempts = max_attempts`],
    ['is put off', sql`run_at = now() + interval '1 hour'`],
  ])('finds a case whose job %s', async (_, state) => {
    expect(await sweep()).toBe(1);
    await sql`update graphile_worker._private_jobs set ${state}`.execute(db);
    expect(await sweepCases(db)).toBe(1);
    const due = await sql`
      select from graphile_worker.jobs where locked_at is null and attempts < max_attempts and key is not null`.execute(
      db,
    );
    expect(due.rows).toHaveLength(1);
  });

  test('finds messages that were not posted, once they may be tried again, and not those that never can', async () => {
    await workOff();
    await putOutgoing(db, ref, [{ key: 'verdict', channel: 'C1', content: { turn: 1 } }]);
    const row = { workspace: 'T1', case_id: ref.caseId, key: 'verdict', attempts: 0, version: 1 };
    expect(await sweep()).toBe(1);
    await noteRetry(db, row, 3_600_000);
    expect(await sweep()).toBe(0);
    await noteRetry(db, row, -1);
    expect(await sweep()).toBe(1);
    await noteFailed(db, row, 'is_archived');
    expect(await sweep()).toBe(0);
  });

  test('leaves cases alone with which all is done', async () => {
    await writeInbounds(db, [commanded('a')]);
    await sql`update inbox set done_at = now(), body = null`.execute(db);
    await putOutgoing(db, ref, [{ key: 'verdict', channel: 'C1', content: { turn: 1 } }]);
    await noteSent(db, { workspace: 'T1', case_id: ref.caseId, key: 'verdict', version: 1 }, '5.0');
    expect(await sweep()).toBe(0);
    expect(await jobs()).toEqual([]);
  });
});

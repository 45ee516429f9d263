import { beforeEach, describe, expect, test } from '@jest/globals';
import { type Kysely, sql } from 'kysely';
import { holdItems, isStopped } from '../../src/store/held.ts';
import { pendingItems, writeInbounds } from '../../src/store/inbox.ts';
import { LeaseLostError, lookAgain, releaseLease, sweepCases, takeLease } from '../../src/store/lease.ts';
import { outgoing } from '../../src/store/outbox.ts';
import type { Tables } from '../../src/store/tables.ts';
import { caseId, inThread, mentioned, replied } from '../support/inbounds.ts';
import { testDb } from '../support/test-database.ts';

let db: Kysely<Tables>;
const ref = { workspace: 'T1', caseId: caseId('1.0') };
beforeEach(async () => {
  db = await testDb();
  await writeInbounds(db, [mentioned('1.0')]);
});
const gatherUntil = (interval: string) =>
  sql`update cases set gather_until = now() + ${interval}::interval`.execute(db);

/** Sweeps up what has no job (any more). */
const sweep = async () => {
  await sql`delete from graphile_worker._private_jobs`.execute(db);
  return sweepCases(db);
};
const taken = async () => {
  const lease = await takeLease(db, ref);
  if (!lease) throw new Error('The lease could not be taken.');
  return lease;
};

describe('gathering', () => {
  test('a case that was never read gathers nothing: its first words are read at once', async () => {
    expect(await sweep()).toBe(1);
    expect((await takeLease(db, ref))?.found.gathersMs).toBe(0);
  });

  test('who works on a case is told for how long it still does', async () => {
    await gatherUntil('1 minute');
    const lease = await taken();
    expect(lease.found.gathersMs).toBeGreaterThan(50_000);
    await gatherUntil('-1 ms');
    expect((await lookAgain(db, lease)).gathersMs).toBe(0);
  });

  test('the sweeper leaves a case alone while it gathers, and finds it when that is over', async () => {
    await gatherUntil('1 minute');
    expect(await sweep()).toBe(0);
    await gatherUntil('-1 ms');
    expect(await sweep()).toBe(1);
  });
});

describe('what waits after somebody pressed Stop', () => {
  const stop = inThread('1.0', 'stop:1', { kind: 'stop', user: 'U1', at: 0 });
  const said = () => [{ key: 'stopped:1', channel: 'C1', content: { kind: 'stopped', by: 'U1' } }];

  test('is kept and wakes nobody, until somebody goes on; then it is read with what is new', async () => {
    expect(await isStopped(db, ref)).toBe(false);
    await writeInbounds(db, [stop]);
    expect(await isStopped(db, ref)).toBe(true);
    const lease = await taken();
    await holdItems(db, lease, new Date(), said);
    expect(await isStopped(db, ref)).toBe(false);
    expect(await outgoing(db, ref, 'stopped:1')).toBeDefined();
    await sql`update outbox set sent_version = version`.execute(db);
    expect(await releaseLease(db, lease)).toBe(true);
    expect(await sweep()).toBe(0);
    expect(await pendingItems(db, ref)).toMatchObject([{ held: true }]);

    await writeInbounds(db, [replied('1.0', '2.0')]);
    expect(await sweep()).toBe(1);
    expect(await pendingItems(db, ref)).toMatchObject([{ held: true }, { held: false }]);
  });

  test('does not hold back what somebody wrote after it', async () => {
    await writeInbounds(db, [stop]);
    await writeInbounds(db, [replied('1.0', '2.0')]);
    await holdItems(db, await taken(), new Date(), said);
    expect(await pendingItems(db, ref)).toMatchObject([{ held: true }, { held: false }]);
  });

  test('says nothing where nothing was under way', async () => {
    await sql`update inbox set done_at = now()`.execute(db);
    await writeInbounds(db, [stop]);
    await holdItems(db, await taken(), new Date(), said);
    expect(await outgoing(db, ref, 'stopped:1')).toBeUndefined();
    expect(await isStopped(db, ref)).toBe(false);
  });

  test('is not touched by who lost the lease', async () => {
    await writeInbounds(db, [stop]);
    const lease = await taken();
    await sql`update cases set lease = gen_random_uuid()`.execute(db);
    await expect(holdItems(db, lease, new Date(), said)).rejects.toThrow(LeaseLostError);
    expect(await isStopped(db, ref)).toBe(true);
  });
});

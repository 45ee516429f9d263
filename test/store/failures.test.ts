import { describe, expect, test } from '@jest/globals';
import { noteFailure, openFailures } from '../../src/store/failures.ts';
import { deleteCase } from '../../src/store/forget-in-store.ts';
import { writeInbounds } from '../../src/store/inbox.ts';
import { noteSent, putOutgoing } from '../../src/store/outbox.ts';
import { deleteOldText } from '../../src/store/retention.ts';
import { caseId, mentioned } from '../support/inbounds.ts';
import { testDb } from '../support/test-database.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const REF = { workspace: 'T1', caseId: caseId('1.0') };
const VERDICT = { ...REF, kind: 'message', subject: `${REF.caseId}/verdict` } as const;

/** A case with a verdict that could not be posted. */
async function withFailure() {
  const db = await testDb();
  await writeInbounds(db, [mentioned('1.0', 'Should we train?')]);
  await putOutgoing(db, REF, [{ key: 'verdict', channel: 'C1', content: {} }]);
  await noteFailure(db, { ...VERDICT, reason: 'is_archived' });
  return db;
}

describe('what was given up', () => {
  test('is counted by kind and reason, each thing once, over all workspaces', async () => {
    const db = await withFailure();
    await noteFailure(db, { ...VERDICT, reason: 'not_in_channel' });
    for (const workspace of ['T1', 'T2'])
      await noteFailure(db, { workspace, kind: 'erasure', subject: 'C1/1.0', reason: 'not_in_channel' });
    expect(await openFailures(db, new Date())).toEqual([
      { kind: 'erasure', reason: 'not_in_channel', count: 2, latest: expect.any(Date) },
      { kind: 'message', reason: 'not_in_channel', count: 1, latest: expect.any(Date) },
    ]);
  });

  test('is on record no more once it got through after all', async () => {
    const db = await withFailure();
    await noteSent(db, { workspace: 'T1', case_id: REF.caseId, key: 'verdict', version: 1 }, '2.0');
    expect(await openFailures(db, new Date())).toEqual([]);
  });

  test('goes with its case, and none is noted of a case that is gone', async () => {
    const db = await withFailure();
    await deleteCase(db, REF);
    await noteFailure(db, { ...VERDICT, reason: 'is_archived' });
    expect(await db.selectFrom('failures').selectAll().execute()).toEqual([]);
  });

  test('is nothing to look at after a week, and goes when texts of its time do', async () => {
    const db = await withFailure();
    const inDays = (days: number) => new Date(Date.now() + days * DAY_MS);
    expect(await openFailures(db, inDays(6))).toHaveLength(1);
    expect(await openFailures(db, inDays(8))).toEqual([]);
    await deleteOldText(db, inDays(-1), inDays(8));
    expect(await db.selectFrom('failures').selectAll().execute()).toHaveLength(1);
    await deleteOldText(db, inDays(1), inDays(8));
    expect(await db.selectFrom('failures').selectAll().execute()).toEqual([]);
  });
});

import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { setUpDigest } from '../../src/digest/digests.ts';
import { readBacklog } from '../../src/store/backlog.ts';
import { noteFailure } from '../../src/store/failures.ts';
import { writeInbounds } from '../../src/store/inbox.ts';
import { putOutgoing } from '../../src/store/outbox.ts';
import { EVERY_DAY } from '../support/digests.ts';
import { caseId, mentioned } from '../support/inbounds.ts';
import { testDb } from '../support/test-database.ts';

const NOON = Date.UTC(2026, 10, 20, 12);

test('what waits, what is held, what is not posted and which digests are overdue is counted over all workspaces', async () => {
  const db = await testDb();
  const backlog = (dueBefore: number) =>
    readBacklog(db, { dueBefore: new Date(dueBefore), failedSince: new Date(0), limitMs: 5_000 });
  const nothing = { waiting: 0, held: 0, oldestAt: null, unsent: 0, overdueDigests: 0, failures: 0 };
  expect(await backlog(NOON)).toEqual(nothing);

  await writeInbounds(db, [
    mentioned('1.0', 'First.', { at: NOON - 90_000 }),
    mentioned('2.0', 'Second.', { workspace: 'T2', at: NOON - 60_000 }),
    mentioned('3.0', 'Stopped.', { at: NOON - 600_000 }),
  ]);
  await db.updateTable('inbox').set({ held: true }).where('event_key', '=', 'mention:3.0').execute();
  await putOutgoing(db, { workspace: 'T1', caseId: caseId('1.0') }, [
    { key: 'root', channel: 'C1', content: {} },
  ]);
  const digest = await setUpDigest(db, 'T1', { kind: 'channel', channel: 'C1' }, EVERY_DAY, {
    user: 'U1',
    at: NOON,
  });
  const due = digest.nextRunAt?.getTime() ?? 0;
  expect(await backlog(due)).toEqual({
    waiting: 2,
    held: 1,
    oldestAt: NOON - 90_000,
    unsent: 1,
    overdueDigests: 0,
    failures: 0,
  });
  expect(await backlog(due + 1)).toMatchObject({ overdueDigests: 1 });
});

test('a workspace that removed the app raises no alarm while what is kept of it waits', async () => {
  const db = await testDb();
  const backlog = () =>
    readBacklog(db, { dueBefore: new Date(NOON), failedSince: new Date(0), limitMs: 5_000 });
  await writeInbounds(db, [mentioned('1.0', 'First.', { at: NOON - 90_000 })]);
  await putOutgoing(db, { workspace: 'T1', caseId: caseId('1.0') }, [
    { key: 'root', channel: 'C1', content: {} },
  ]);
  const failure = { workspace: 'T1', subject: 'a message', reason: 'channel_not_found' };
  await noteFailure(db, { ...failure, kind: 'message' });
  expect(await backlog()).toMatchObject({ waiting: 1, unsent: 1, failures: 1 });
  const removed = { generation: randomUUID(), installed_at: new Date(0), removed_at: new Date(NOON) };
  await db
    .insertInto('installations')
    .values({ workspace: 'T1', ...removed })
    .execute();
  expect(await backlog()).toMatchObject({ waiting: 0, oldestAt: null, unsent: 0, failures: 0 });
});

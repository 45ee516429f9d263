import { expect, test } from '@jest/globals';
import { NO_USAGE } from '../../src/curator/curator.ts';
import { addUsage, tokensUsed } from '../../src/store/usage.ts';
import { testDb } from '../support/test-database.ts';

const used = (inputTokens: number, outputTokens: number) => ({
  inputTokens,
  cachedTokens: 0,
  outputTokens,
  calls: 1,
});

test('tokens of a workspace add up over a day, also from many at once', async () => {
  const db = await testDb();
  await Promise.all(Array.from({ length: 10 }, () => addUsage(db, 'T1', '2026-11-20', used(100, 7))));
  expect(await tokensUsed(db, 'T1', '2026-11-20')).toBe(1_070);
  expect(await db.selectFrom('usage').select('calls').execute()).toEqual([{ calls: '10' }]);
});

test('other days and other workspaces count apart', async () => {
  const db = await testDb();
  await addUsage(db, 'T1', '2026-11-20', used(1, 1));
  await addUsage(db, 'T1', '2026-11-21', used(10, 10));
  await addUsage(db, 'T2', '2026-11-20', used(100, 100));
  expect(await tokensUsed(db, 'T1', '2026-11-20')).toBe(2);
  expect(await tokensUsed(db, 'T3', '2026-11-20')).toBe(0);
});

test('who read without a model leaves no row', async () => {
  const db = await testDb();
  await addUsage(db, 'T1', '2026-11-20', NO_USAGE);
  expect(await db.selectFrom('usage').selectAll().execute()).toEqual([]);
});

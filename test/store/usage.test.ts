import { describe, expect, test } from '@jest/globals';
import { NO_USAGE, type Usage } from '../../src/curator/curator.ts';
import { createBudget } from '../../src/store/budget.ts';
import type { Database } from '../../src/store/database.ts';
import { noteUncalled, tellsOfLimit, usageBetween } from '../../src/store/usage.ts';
import { testDb } from '../support/test-database.ts';

type Db = Database['db'];
const DAY = '2026-11-20';
const CALL = { inputTokens: 3_000, outputTokens: 4_000 };
const PRICE = { input: 1, cachedInput: 0.1, output: 10 };

const used = (inputTokens: number, outputTokens: number, rest: Partial<Usage> = {}): Usage => ({
  ...NO_USAGE,
  inputTokens,
  outputTokens,
  calls: 1,
  ...rest,
});

const budgetIn = (
  db: Db,
  limits: { tokens: number; dollars?: number },
  { price, workspace = 'T1', day = DAY }: { price?: typeof PRICE; workspace?: string; day?: string } = {},
) =>
  createBudget(db, workspace, () => day, {
    limits: { tokens: limits.tokens, dollars: limits.dollars },
    price,
  });

const sumOf = (db: Db, workspace = 'T1', from = DAY, to = DAY) => usageBetween(db, workspace, { from, to });

describe('a budget of a day', () => {
  test('books what calls really used in place of what was set aside, also from many at once', async () => {
    const db = await testDb();
    const budget = budgetIn(db, { tokens: 1_000_000 });
    await Promise.all(
      Array.from({ length: 10 }, async () =>
        (await budget.reserve(CALL)).settle(used(100, 7, { cachedTokens: 60 })),
      ),
    );
    expect(await sumOf(db)).toMatchObject({
      inputTokens: 1_000,
      cachedTokens: 600,
      outputTokens: 70,
      calls: 10,
      unpricedCalls: 10,
    });
    const { rows } = { rows: await db.selectFrom('usage').select(['reserved_tokens']).execute() };
    expect(rows).toEqual([{ reserved_tokens: '0' }]);
  });

  test('lets a call begin below the limit, and none at it', async () => {
    const db = await testDb();
    const budget = budgetIn(db, { tokens: 10_000 });
    await (await budget.reserve(CALL)).settle(used(9_000, 999));
    await (await budget.reserve(CALL)).settle(used(1, 0));
    await expect(budget.reserve(CALL)).rejects.toThrow(/limit of tokens for this workspace is reached/);
  });

  test('of twenty calls that begin at once, from two replicas, only those go that keep within it and one more', async () => {
    const db = await testDb();
    const replicas = [budgetIn(db, { tokens: 20_000 }), budgetIn(db, { tokens: 20_000 })];
    const begun = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => replicas[index % 2]?.reserve(CALL)),
    );
    // 7,000 each: at 14,000 a third may begin, at 21,000 none.
    expect(begun.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  });

  test('of nothing lets nothing begin', async () => {
    const db = await testDb();
    await expect(budgetIn(db, { tokens: 0 }).reserve(CALL)).rejects.toThrow(/limit of tokens/);
    const none = budgetIn(db, { tokens: 100_000, dollars: 0 }, { price: PRICE });
    await expect(none.reserve(CALL)).rejects.toThrow(/spending limit/);
  });

  test('in dollars ends when they are spent, with cached tokens at their own price', async () => {
    const db = await testDb();
    const budget = budgetIn(db, { tokens: 1_000_000, dollars: 0.05 }, { price: PRICE });
    await (await budget.reserve(CALL)).settle(used(10_000, 1_000, { cachedTokens: 5_000 }));
    const sum = await sumOf(db);
    expect(sum.cost).toBeCloseTo(0.005 + 0.0005 + 0.01, 9);
    expect(sum.unpricedCalls).toBe(0);
    await (await budget.reserve(CALL)).settle(used(0, 4_000));
    await expect(budget.reserve(CALL)).rejects.toThrow(/spending limit for this workspace is reached/);
  });

  test('in dollars does not count where no price is known', async () => {
    const db = await testDb();
    const budget = budgetIn(db, { tokens: 1_000_000, dollars: 0 });
    await (await budget.reserve(CALL)).settle(used(10_000, 1_000));
    await expect(budget.reserve(CALL)).resolves.toBeDefined();
  });

  test('is another one for another day and another workspace', async () => {
    const db = await testDb();
    await (await budgetIn(db, { tokens: 10 }).reserve(CALL)).settle(used(10, 10));
    await expect(budgetIn(db, { tokens: 10 }).reserve(CALL)).rejects.toThrow();
    const others = [{ day: '2026-11-21' }, { workspace: 'T2' }];
    for (const other of others)
      await expect(budgetIn(db, { tokens: 10 }, other).reserve(CALL)).resolves.toBeDefined();
    expect(await sumOf(db)).toMatchObject({ inputTokens: 10, calls: 1 });
    expect(await sumOf(db, 'T2')).toMatchObject({ inputTokens: 0, calls: 0 });
  });

  test('keeps aside what a process took that died meanwhile', async () => {
    const db = await testDb();
    await budgetIn(db, { tokens: 7_000 }).reserve(CALL);
    await expect(budgetIn(db, { tokens: 7_000 }).reserve(CALL)).rejects.toThrow(/limit of tokens/);
  });
});

test('what took no call is counted beside, and leaves no row where it is nothing', async () => {
  const db = await testDb();
  await noteUncalled(db, 'T1', DAY, { cacheHits: 0, fallbacks: 0 });
  expect(await db.selectFrom('usage').selectAll().execute()).toEqual([]);
  await noteUncalled(db, 'T1', '2026-11-19', { cacheHits: 2, fallbacks: 0 });
  await noteUncalled(db, 'T1', DAY, { cacheHits: 1, fallbacks: 1 });
  expect(await sumOf(db, 'T1', '2026-11-01', DAY)).toMatchObject({ cacheHits: 3, fallbacks: 1, calls: 0 });
});

test('that a limit is reached is for one turn of a day to say, and again for that one when it is taken again', async () => {
  const db = await testDb();
  const tells = (turn: string, day = DAY, workspace = 'T1') => tellsOfLimit(db, workspace, day, turn);
  const asked = await Promise.all(['a/0', 'b/0', 'c/3'].map((turn) => tells(turn)));
  expect(asked.filter(Boolean)).toHaveLength(1);
  const teller = ['a/0', 'b/0', 'c/3'][asked.indexOf(true)] ?? '';
  expect(await tells(teller)).toBe(true);
  expect(await tells('d/0')).toBe(false);
  expect(await tells('d/0', '2026-11-21')).toBe(true);
  expect(await tells('d/0', DAY, 'T2')).toBe(true);
});

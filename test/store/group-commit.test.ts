import { setImmediate } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { createGroupCommit } from '../../src/store/group-commit.ts';
import { eventually } from '../support/eventually.ts';

/** A write that ends only when it is told to, and notes what it was given. */
function heldWrite(bad: (item: number) => boolean = () => false) {
  const groups: number[][] = [];
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const write = async (items: readonly number[]) => {
    groups.push([...items]);
    if (groups.length === 1) await held;
    if (items.some(bad)) throw new Error(`bad: ${items.filter(bad)}`);
  };
  return { groups, write, letGo: () => letGo() };
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

test('what arrives at the same moment is written together, and so is what arrives meanwhile, in their order', async () => {
  const { groups, write, letGo } = heldWrite();
  const commit = createGroupCommit(write);
  const first = [0, 1].map((item) => commit.add(item));
  await eventually(() => groups.length === 1);
  const later = [2, 3, 4, 5].map((item) => commit.add(item));
  letGo();
  await Promise.all([...first, ...later]);
  expect(groups).toEqual([
    [0, 1],
    [2, 3, 4, 5],
  ]);
});

test('an item is acknowledged only after the write that holds it', async () => {
  const { groups, write, letGo } = heldWrite();
  const commit = createGroupCommit(write);
  const done: number[] = [];
  const all = [0, 1].map((item) => commit.add(item).then(() => done.push(item)));
  await eventually(() => groups.length === 1);
  for (let turn = 0; turn < 5; turn++) await setImmediate();
  expect(done).toEqual([]);
  letGo();
  await Promise.all(all);
  expect(done).toEqual([0, 1]);
});

test('the next write is on its way before who waits for the last one is told', async () => {
  const seen: string[] = [];
  const commit = createGroupCommit<number>(async (items) => {
    seen.push(`write ${items}`);
    // What arrives while a write is under way.
    if (items.includes(1)) void commit.add(2).then(() => seen.push('told 2'));
  });
  await commit.add(1).then(() => seen.push('told 1'));
  await eventually(() => seen.length === 4);
  expect(seen).toEqual(['write 1', 'write 2', 'told 1', 'told 2']);
});

test('one bad item harms no other: it alone is rejected, and the others are written in their order', async () => {
  const { groups, write, letGo } = heldWrite((item) => item === 2);
  const commit = createGroupCommit(write);
  const all = upTo(5).map((item) => commit.add(item));
  letGo();
  const outcomes = await Promise.allSettled(all);
  expect(outcomes.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
  ]);
  expect(groups.slice(2)).toEqual([[1], [2], [3], [4]]);
});

test('who added what cannot be written hears the error of the write', async () => {
  const commit = createGroupCommit(async () => {
    throw new Error('the database is down');
  });
  await expect(commit.add(1)).rejects.toThrow('the database is down');
  await expect(commit.add(2)).rejects.toThrow('the database is down');
});

test('after a failure the next item is written as if nothing had happened', async () => {
  let down = true;
  const written: number[] = [];
  const commit = createGroupCommit<number>(async (items) => {
    if (down) throw new Error('down');
    written.push(...items);
  });
  await expect(commit.add(1)).rejects.toThrow('down');
  down = false;
  await commit.add(2);
  expect(written).toEqual([2]);
});

test('very many items are written in several groups, none of them lost', async () => {
  const { groups, write, letGo } = heldWrite();
  const commit = createGroupCommit(write);
  const all = upTo(1_001).map((item) => commit.add(item));
  letGo();
  await Promise.all(all);
  expect(groups.flat()).toEqual(upTo(1_001));
  expect(Math.max(...groups.map(({ length }) => length))).toBeLessThanOrEqual(50);
  expect(groups.length).toBeLessThan(25);
});

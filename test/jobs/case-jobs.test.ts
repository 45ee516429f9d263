import { beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Kysely, sql } from 'kysely';
import { addCaseJobs } from '../../src/store/case-jobs.ts';
import { writeInbounds } from '../../src/store/inbox.ts';
import type { Tables } from '../../src/store/tables.ts';
import { caseId, commanded, mentioned, replied } from '../support/inbounds.ts';
import { createDatabase, everythingIn, open } from '../support/test-database.ts';

let url: string;
let db: Kysely<Tables>;
beforeEach(async () => {
  url = await createDatabase();
  db = (await open(url)).db;
});

interface JobRow {
  task_identifier: string;
  key: string;
  queue_name: string | null;
}
const jobs = async (): Promise<JobRow[]> =>
  (
    await sql<JobRow>`select task_identifier, key, queue_name from graphile_worker.jobs order by key`.execute(
      db,
    )
  ).rows;

test('what arrives for several cases at once is one job for each, under its key and in no queue', async () => {
  await writeInbounds(db, [
    mentioned('1.0'),
    replied('1.0', '1.1'),
    mentioned('2.0'),
    replied('1.0', '1.2'),
    commanded('a'),
  ]);
  const keys = ['1.0', '2.0', 'a'].map((name) => `case:T1:${caseId(name)}`).sort();
  expect(await jobs()).toEqual(keys.map((key) => ({ task_identifier: 'case', key, queue_name: null })));
});

test('what arrives later for a case that waits adds no second job', async () => {
  await writeInbounds(db, [mentioned('1.0')]);
  await writeInbounds(db, [replied('1.0', '1.1')]);
  await writeInbounds(db, [replied('1.0', '1.2')]);
  expect(await jobs()).toHaveLength(1);
});

test('what arrives while a job of the case runs gets a job of its own', async () => {
  await writeInbounds(db, [mentioned('1.0')]);
  await sql`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'a worker'`.execute(db);
  await writeInbounds(db, [replied('1.0', '1.1')]);
  const { rows } = await sql<{ free: boolean }>`
    select locked_at is null as free from graphile_worker._private_jobs order by 1`.execute(db);
  expect(rows.map(({ free }) => free)).toEqual([false, true]);
});

test('an event told twice adds no job, and neither does what belongs to no case', async () => {
  await writeInbounds(db, [mentioned('1.0')]);
  await sql`delete from graphile_worker._private_jobs`.execute(db);
  await writeInbounds(db, [mentioned('1.0'), replied('9.0', '9.1')]);
  expect(await jobs()).toEqual([]);
});

test('the same case named twice is one job', async () => {
  const ref = { workspace: 'T1', caseId: caseId('a') };
  await addCaseJobs(db, [ref, { ...ref }]);
  await addCaseJobs(db, []);
  expect(await jobs()).toHaveLength(1);
});

test('nothing that anybody wrote stands in the tables of the queue', async () => {
  await writeInbounds(db, [commanded('a', 'the purple elephant plan')]);
  const everything = await everythingIn(url);
  const queue = everything.split('== ').filter((table) => table.startsWith('graphile_worker.'));
  expect(queue.join('')).toContain(caseId('a'));
  expect(queue.join('')).not.toContain('elephant');
  expect(everything).toContain('elephant');
  const { rows } = await sql<{ payload: unknown }>`
    select payload from graphile_worker._private_jobs`.execute(db);
  expect(rows).toEqual([{ payload: { workspace: 'T1', caseId: caseId('a') } }]);
});

test('replicas and sweepers that add jobs for the same cases at once, while jobs run and end, never stand in the way of each other', async () => {
  const { db: others } = await open(url, 10);
  const names = Array.from({ length: 60 }, (_, index) => `${index}.0`);
  await writeInbounds(
    db,
    names.map((name) => mentioned(name)),
  );
  const shuffled = (seed: number): string[] =>
    fc.sample(fc.shuffledSubarray(names, { minLength: 40 }), { numRuns: 1, seed }).flat();
  const replica = async (number: number): Promise<void> => {
    for (let round = 0; round < 25; round++) {
      const seed = number * 100 + round;
      await writeInbounds(
        others,
        shuffled(seed).map((name, index) => replied(name, `${seed}.${index}`)),
      );
    }
  };
  const sweeper = async (number: number): Promise<void> => {
    for (let round = 0; round < 25; round++) {
      const found = shuffled(number * 100 + round);
      await addCaseJobs(
        others,
        found.map((name) => ({ workspace: 'T1', caseId: caseId(name) })),
      );
    }
  };
  const done = new AbortController();
  /** Takes jobs as they come and ends them, a few at a time. */
  const worker = async (): Promise<void> => {
    while (!done.signal.aborted) {
      await sql`
        update graphile_worker._private_jobs set locked_at = now(), locked_by = 'w' where id in (
          select id from graphile_worker._private_jobs where is_available limit 20 for update skip locked)`.execute(
        db,
      );
      await sql`
        delete from graphile_worker._private_jobs where id in (
          select id from graphile_worker._private_jobs where locked_by = 'w' limit 10 for update skip locked)`.execute(
        db,
      );
    }
  };
  const working = worker();
  const adding = Promise.all([replica(1), replica(2), sweeper(3), sweeper(4)]);
  await expect(adding.finally(() => done.abort())).resolves.toHaveLength(4);
  await working;
});

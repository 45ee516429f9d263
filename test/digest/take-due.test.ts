import { beforeEach, expect, test } from '@jest/globals';
import { type Kysely, sql } from 'kysely';
import { pino } from 'pino';
import type { Digest } from '../../src/digest/digest.ts';
import { changeDigest, digestById, setUpDigest, stopDigest } from '../../src/digest/digests.ts';
import { BATCH, takeDue } from '../../src/digest/take-due.ts';
import { migrateJobs } from '../../src/jobs/worker.ts';
import { sweepSends } from '../../src/store/digest-jobs.ts';
import { takeSend } from '../../src/store/digest-sends.ts';
import type { Tables } from '../../src/store/tables.ts';
import { DAY_MS, EVERY_DAY } from '../support/digests.ts';
import { createDatabase, open } from '../support/test-database.ts';

const MONDAY = Date.UTC(2026, 10, 23, 8);
const NINE = Date.UTC(2026, 10, 23, 9);
const BY = { user: 'U1', at: MONDAY };

let db: Kysely<Tables>;
let digest: Digest;
beforeEach(async () => {
  const database = await open(await createDatabase());
  await migrateJobs(database.pool, pino({ level: 'silent' }));
  db = database.db;
  digest = await setUpDigest(db, 'T1', { kind: 'channel', channel: 'C1' }, EVERY_DAY, BY);
});

const sends = () =>
  db
    .selectFrom('digest_sends')
    .select([sql<string>`day::text`.as('day'), 'late'])
    .orderBy('day')
    .execute();
const jobs = async (): Promise<{ key: string; priority: number }[]> => {
  const { rows } = await sql<{
    key: string;
    priority: number;
  }>`select key, priority from graphile_worker.jobs order by key`.execute(db);
  return rows;
};
const nextRunAt = async () => (await digestById(db, digest))?.nextRunAt?.getTime();

test('nothing is due before its time', async () => {
  expect(await takeDue(db, NINE - 1)).toBe(0);
  expect(await sends()).toEqual([]);
});

test('what is due gets its send and a job that comes after what people wait for, and moves on', async () => {
  expect(await takeDue(db, NINE)).toBe(1);
  expect(await sends()).toEqual([{ day: '2026-11-23', late: false }]);
  expect(await jobs()).toEqual([{ key: `digest:T1:${digest.id}:2026-11-23`, priority: 10 }]);
  expect(await nextRunAt()).toBe(NINE + DAY_MS);
  expect(await takeDue(db, NINE + 20_000)).toBe(0);
});

test('after days without us there is one send, marked as late, for the latest day', async () => {
  await takeDue(db, NINE + 5 * DAY_MS + 60_000);
  expect(await sends()).toEqual([{ day: '2026-11-28', late: true }]);
  expect(await nextRunAt()).toBe(NINE + 6 * DAY_MS);
});

test('after a year without us it is still one', async () => {
  await takeDue(db, NINE + 365 * DAY_MS);
  expect(await sends()).toEqual([{ day: '2027-11-23', late: true }]);
});

test('many replicas that look at the same time take each digest once', async () => {
  for (let index = 2; index <= 30; index++)
    await setUpDigest(db, 'T1', { kind: 'channel', channel: `C${index}` }, EVERY_DAY, BY);
  const taken = await Promise.all(Array.from({ length: 5 }, () => takeDue(db, NINE)));
  expect(taken.reduce((sum, each) => sum + each, 0)).toBe(30);
  expect(await sends()).toHaveLength(30);
  expect(await jobs()).toHaveLength(30);
});

test('more than one transaction takes are taken by the next', async () => {
  await sql`
    insert into digests (workspace, id, kind, channel, days, time, zone, include, skip_quiet, set_up_by, set_up_at, next_run_at)
    select workspace, id || n, kind, channel || n, days, time, zone, include, skip_quiet, set_up_by, set_up_at, next_run_at
    from digests, generate_series(1, ${BATCH}::integer) n`.execute(db);
  expect(await takeDue(db, NINE)).toBe(BATCH);
  expect(await takeDue(db, NINE)).toBe(1);
});

test('a time that was changed to a later one of the same day does not come twice', async () => {
  await takeDue(db, NINE);
  const changed = await changeDigest(db, digest, 1, { ...EVERY_DAY, time: '12:00' }, { ...BY, at: NINE + 1 });
  expect(changed).toMatchObject({ nextRunAt: new Date(NINE + DAY_MS + 3 * 60 * 60 * 1000) });
});

test('set up again, a digest is the same one; with another who set it up', async () => {
  const again = await setUpDigest(
    db,
    'T1',
    { kind: 'channel', channel: 'C1' },
    { ...EVERY_DAY, time: '10:00' },
    { ...BY, user: 'U2' },
  );
  expect(again).toMatchObject({ id: digest.id, version: 2, setUpBy: 'U2', settings: { time: '10:00' } });
  const both = await Promise.all(
    [1, 2].map(() => setUpDigest(db, 'T1', { kind: 'person', person: 'U1' }, EVERY_DAY, BY)),
  );
  expect(both[0]?.id).toBe(both[1]?.id);
});

test('a send whose worker died is taken by another after a while, and its job is added again', async () => {
  await takeDue(db, NINE);
  const key = { workspace: 'T1', digest: digest.id, day: '2026-11-23' };
  expect(await takeSend(db, key)).toMatchObject(key);
  expect(await takeSend(db, key)).toBeUndefined();
  await sql`delete from graphile_worker._private_jobs`.execute(db);
  await sweepSends(db);
  expect(await jobs()).toEqual([]);
  await sql`update digest_sends set leased_until = now() - interval '1 s', wake_at = now() - interval '1 s'`.execute(
    db,
  );
  await sweepSends(db);
  expect(await jobs()).toHaveLength(1);
  expect(await takeSend(db, key)).toMatchObject(key);
});

test('a digest that was stopped by hand leaves nothing behind', async () => {
  await takeDue(db, NINE);
  await stopDigest(db, digest);
  expect(await sends()).toEqual([]);
  expect(await changeDigest(db, digest, 1, EVERY_DAY, BY)).toBe('gone');
});

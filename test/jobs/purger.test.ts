import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import pg from 'pg';
import { pino } from 'pino';
import { DAY_MS, systemClock } from '../../src/clock.ts';
import { startPurger } from '../../src/jobs/purger.ts';
import { createCache } from '../../src/store/cache/cache.ts';
import { createPostgresBackend } from '../../src/store/cache/postgres-cache.ts';
import { writeInbounds } from '../../src/store/inbox.ts';
import { eventually } from '../support/eventually.ts';
import { mentioned } from '../support/inbounds.ts';
import { createDatabase, open } from '../support/test-database.ts';

test('what is kept of a workspace that is gone is deleted only when the cache could be purged too', async () => {
  const url = await createDatabase();
  const { db, pool } = await open(url);
  await writeInbounds(db, [mentioned('1.0', 'Should we train?')]);
  const removed = {
    generation: randomUUID(),
    installed_at: new Date(0),
    removed_at: new Date(systemClock.now() - 8 * DAY_MS),
  };
  await db
    .insertInto('installations')
    .values({ workspace: 'T1', ...removed })
    .execute();
  const rows = async () => (await db.selectFrom('inbox').select('id').execute()).length;
  const log = pino({ level: 'silent' });

  const ended = new pg.Pool({ connectionString: url });
  await ended.end();
  const told: unknown[] = [];
  const down = createCache(createPostgresBackend(ended), (error) => told.push(error));
  const before = startPurger({ db, cache: down, clock: systemClock }, 7 * DAY_MS, log);
  await eventually(() => told.length > 0);
  before.stop();
  expect(await rows()).toBe(1);

  const up = createCache(createPostgresBackend(pool), () => undefined);
  const after = startPurger({ db, cache: up, clock: systemClock }, 7 * DAY_MS, log);
  await eventually(async () => (await rows()) === 0);
  after.stop();
});

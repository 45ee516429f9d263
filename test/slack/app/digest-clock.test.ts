import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { setUpDigest } from '../../../src/digest/digests.ts';
import { startApp } from '../../support/app.ts';
import { afterTest } from '../../support/clean-up.ts';
import { DAY_MS, EVERY_DAY } from '../../support/digests.ts';
import { eventually } from '../../support/eventually.ts';
import { createDatabase, open } from '../../support/test-database.ts';

test("the sandbox's page moves the app's own clock on, and what is due by then comes at once", async () => {
  const data = await mkdtemp(join(tmpdir(), 'tune-or-not-digest-'));
  afterTest(() => rm(data, { recursive: true, force: true, maxRetries: 5 }));
  const database = await createDatabase();
  const { db } = await open(database, 2);
  const app = await startApp({ DATABASE_URL: database, DATA_DIR: data, SANDBOX_PORT: '0' });
  const act = async (path: string, body: unknown): Promise<void> => {
    const answer = await fetch(new URL(path, app.address), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(200);
  };
  await act('/sandbox/do/say', {
    user: 'ana',
    channel: '#llm-help',
    text: '@Tune or Not Our support bot makes up refund rules.',
  });
  const found = await eventually(() =>
    db.selectFrom('cases').selectAll().where('turn', '=', 1).executeTakeFirst(),
  );
  const { workspace, channel, opened_by: user } = found;
  await setUpDigest(db, workspace, { kind: 'channel', channel }, EVERY_DAY, { user, at: Date.now() });
  await act('/sandbox/clock', { ms: Date.now() + DAY_MS });
  const sent = await eventually(() =>
    db.selectFrom('digest_sends').select(['ts', 'sent_at']).where('outcome', '=', 'sent').executeTakeFirst(),
  );
  // Slack and the app go by the same time, which is tomorrow's.
  expect(sent.sent_at?.getTime()).toBeGreaterThan(Date.now() + DAY_MS / 2);
  expect(Number(sent.ts) * 1000).toBeGreaterThan(Date.now() + DAY_MS / 2);
});

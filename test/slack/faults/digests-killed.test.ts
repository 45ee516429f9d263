import { expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { startApp } from '../../support/app.ts';
import { startAppProcess } from '../../support/app-process.ts';
import { digestsIn } from '../../support/digests.ts';
import { eventually } from '../../support/eventually.ts';
import { socketMode, testSlack } from '../../support/slack.ts';
import { createDatabase, open } from '../../support/test-database.ts';

const COUNT = 200;
/** Gives channels digests that always say something: all due now, and not again today. */
async function makeDue(slack: Sandbox, database: string, channels: readonly string[]): Promise<void> {
  const { db } = await open(database, 1);
  await sql`
    insert into digests (workspace, id, kind, channel, days, time, zone, include, skip_quiet, set_up_by, set_up_at, next_run_at)
    select ${slack.teamId}, md5(channel), 'channel', channel, '{mon,tue,wed,thu,fri,sat,sun}',
      to_char(now() at time zone 'UTC', 'HH24:MI'), 'UTC', '{cases}', false, ${slack.user('ana').id}, now(), now()
    from unnest(${channels}::text[]) as channel`.execute(db);
}

/** Longer than any of this takes: whoever waits for such an answer waits until it is killed. */
const HELD_MS = 9_000;
/** For starting two processes, and for missing the one that is killed. */
const TEST_MS = 150_000;

test(
  'of two app processes on one database one is killed half way through 200 digests of the same minute: each comes exactly once',
  async () => {
    const slack = await testSlack();
    const database = await createDatabase();
    const { db } = await open(database, 2);
    const members = [slack.user('ana').id, slack.botUserId];
    const channels = Array.from({ length: COUNT }, (_, index) =>
      slack.createChannel({ user: 'ana', name: `team-${index}`, members }),
    );
    await makeDue(slack, database, channels);
    const env = { ...socketMode(slack), DATABASE_URL: database };
    const [first] = await Promise.all([startAppProcess(env), startApp(env)]);
    const come = () => channels.flatMap((channel) => digestsIn(slack, channel));
    await slack.until(() => come().length >= COUNT / 2);
    await first.kill();
    await slack.until(() => channels.every((channel) => digestsIn(slack, channel).length > 0), {
      timeoutMs: 45_000,
    });
    await eventually(async () => {
      const { rows } = await sql`select from digest_sends where outcome is null`.execute(db);
      return rows.length === 0;
    });
    expect(channels.map((channel) => digestsIn(slack, channel).length)).toEqual(channels.map(() => 1));
    const { rows } = await sql<{ outcome: string; count: string }>`
      select outcome, count(*) from digest_sends group by outcome`.execute(db);
    expect(rows).toEqual([{ outcome: 'sent', count: String(COUNT) }]);
  },
  TEST_MS,
);

test(
  'killed while two posts are under way: the one that Slack took is not posted again, the one that it did not take is',
  async () => {
    const slack = await testSlack();
    const database = await createDatabase();
    const members = [slack.user('ana').id, slack.botUserId];
    const [taken, lost] = ['taken', 'lost'].map((name) =>
      slack.createChannel({ user: 'ana', name, members }),
    );
    if (!taken || !lost) throw new Error('The channels were not made.');
    slack.faults.api(
      'chat.postMessage',
      { kind: 'slow', ms: HELD_MS },
      { when: ({ channel }) => channel === taken },
    );
    slack.faults.api('chat.postMessage', { kind: 'hang' }, { when: ({ channel }) => channel === lost });
    await makeDue(slack, database, [taken, lost]);
    const env = { ...socketMode(slack), DATABASE_URL: database };
    const app = await startAppProcess(env);
    await slack.until(() => slack.requests('chat.postMessage').length === 2);
    await app.kill();
    await startApp(env);
    const { db } = await open(database, 1);
    await eventually(async () => {
      const rows = await db.selectFrom('digest_sends').select('outcome').execute();
      return rows.length === 2 && rows.every(({ outcome }) => outcome === 'sent');
    });
    expect([taken, lost].map((channel) => digestsIn(slack, channel).length)).toEqual([1, 1]);
    expect(slack.requests('chat.postMessage')).toHaveLength(3);
  },
  TEST_MS,
);

import { expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { startAppProcess } from '../../support/app-process.ts';
import { digestsIn } from '../../support/digests.ts';
import { eventually } from '../../support/eventually.ts';
import { socketMode, testSlack } from '../../support/slack.ts';
import { createDatabase, open } from '../../support/test-database.ts';

const COUNT = 200;
/** For starting two processes, and for missing the one that is killed. */
const TEST_MS = 90_000;

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
    // All of them are due in this minute, and not again today.
    await sql`
      insert into digests (workspace, id, kind, channel, days, time, zone, include, skip_quiet, set_up_by, set_up_at, next_run_at)
      select ${slack.teamId}, md5(channel), 'channel', channel, '{mon,tue,wed,thu,fri,sat,sun}',
        to_char(now() at time zone 'UTC', 'HH24:MI'), 'UTC', '{cases}', false, ${slack.user('ana').id}, now(), now()
      from unnest(${channels}::text[]) as channel`.execute(db);
    const env = { ...socketMode(slack), DATABASE_URL: database };
    const [first] = await Promise.all([startAppProcess(env), startAppProcess(env)]);
    const come = () => channels.flatMap((channel) => digestsIn(slack, channel));
    await slack.until(() => come().length >= COUNT / 2, { timeoutMs: 45_000 });
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

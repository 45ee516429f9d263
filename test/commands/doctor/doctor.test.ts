import { describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { DAY_MS, systemClock } from '../../../src/clock.ts';
import { type Result, runDoctor } from '../../../src/commands/doctor/run-doctor.ts';
import { toText } from '../../../src/commands/doctor/to-text.ts';
import { readManifest } from '../../../src/manifest.ts';
import { declarationOf } from '../../../src/sandbox-for.ts';
import { afterTest } from '../../support/clean-up.ts';
import { runCli } from '../../support/cli.ts';
import { startLlmServer } from '../../support/llm-server.ts';
import { signedHttp, socketMode, testSlack } from '../../support/slack.ts';
import { tcpProxy } from '../../support/tcp-proxy.ts';
import { startTeamsWorld, tokenKey } from '../../support/teams.ts';
import { createDatabase, createEmptyDatabase, query } from '../../support/test-database.ts';
import { HEALTH, LAW, listed } from '../../support/trade-guidance.ts';

const NAMES = [
  'settings',
  'slack',
  'scopes',
  'events',
  'database',
  'tables',
  'failures',
  'clock',
  'cache',
  'model',
  'guidance',
];
const NOWHERE = '127.0.0.1:9';

/** What the doctor finds, by what was looked at. */
async function findings(env: Record<string, string>, aheadMs = 0): Promise<Map<string, Result>> {
  const clock = { now: () => systemClock.now() + aheadMs };
  const results = await runDoctor(env, { clock, log: pino({ level: 'silent' }), model: true });
  return new Map(results.map((result) => [result.name, result]));
}

const statuses = (found: ReadonlyMap<string, Result>) =>
  Object.fromEntries([...found].map(([name, { status }]) => [name, status]));

/** Everything well but this. */
const allWellBut = (others: Record<string, Result['status']>) => ({
  ...Object.fromEntries(NAMES.map((name) => [name, 'ok'])),
  ...others,
});

describe('The doctor finds', () => {
  test('everything well: tokens, scopes, Socket Mode, tables, clock, cache, model and guidance', async () => {
    const llm = await startLlmServer(() => ({ say: { here: true } }));
    afterTest(() => llm.close());
    const slack = await testSlack();
    const env = {
      ...socketMode(slack),
      DATABASE_URL: await createDatabase(),
      OPENAI_API_KEY: 'sk-test-of-the-doctor',
      OPENAI_BASE_URL: llm.baseUrl,
      OPENAI_MODEL: 'stand-in-7b',
    };
    const found = await findings(env);
    expect([...found.keys()]).toEqual(NAMES);
    expect(statuses(found)).toEqual(allWellBut({}));
    expect(found.get('slack')?.what).toMatch(/^the bot token works: @\S+ in http/);
    expect(found.get('clock')?.what).toBe(
      "this machine's clock is right by that of Slack, right by that of the database",
    );
    expect(found.get('model')?.what).toMatch(
      /^stand-in-7b at \S+ answered in \d+\.\d s; the question took \d+ tokens$/,
    );
    expect(llm.calls).toHaveLength(1);
    const text = toText([...found.values()]);
    expect(text).toMatch(/\n\n11 ok, 0 to look at, 0 wrong\.$/);
    for (const secret of [slack.botToken, slack.appToken, env.OPENAI_API_KEY])
      expect(text).not.toContain(secret);
  });

  test('a wrong token of either kind, and looks at the rest all the same', async () => {
    const env = { ...socketMode(await testSlack()), DATABASE_URL: await createDatabase() };
    const found = await findings({
      ...env,
      SLACK_BOT_TOKEN: 'xoxb-hunter2',
      SLACK_APP_TOKEN: 'xapp-hunter2',
    });
    expect(statuses(found)).toEqual(allWellBut({ slack: 'wrong', scopes: 'warning', events: 'wrong' }));
    expect(found.get('slack')).toMatchObject({
      what: 'Slack does not accept SLACK_BOT_TOKEN (invalid_auth), so the app does not start',
      remedy: expect.stringContaining('"OAuth & Permissions"'),
    });
    expect(found.get('events')).toMatchObject({ remedy: expect.stringContaining('connections:write') });
    expect(toText([...found.values()])).not.toContain('hunter2');
  });

  test('scopes that the manifest has and the token has not, and the other way round', async () => {
    const slack = await testSlack({ withoutScopes: ['files:write', 'im:write'] });
    const found = await findings(signedHttp(slack));
    expect(found.get('scopes')).toMatchObject({
      status: 'wrong',
      what: expect.stringMatching(/^not granted: files:write, im:write; /),
      remedy: expect.stringContaining('reinstall'),
    });
    const app = declarationOf(await readManifest());
    const more = await testSlack({ app: { ...app, scopes: [...app.scopes, 'reactions:read'] } });
    expect((await findings(signedHttp(more))).get('scopes')).toMatchObject({
      status: 'warning',
      what: 'granted beyond manifest.yml, and never used: reactions:read',
    });
  });

  test('a migration that is missing, one of a newer version, and a database that is still empty', async () => {
    const url = await createDatabase();
    await query(url, "delete from kysely_migration where name = '060-usage'");
    const tables = async () => (await findings({ DATABASE_URL: url })).get('tables');
    expect(await tables()).toMatchObject({
      status: 'wrong',
      what: '1 migrations are missing (060-usage): this version cannot work with these tables',
    });
    await query(
      url,
      "insert into kysely_migration values ('060-usage', now()::text), ('999-newer', now()::text)",
    );
    expect(await tables()).toMatchObject({
      status: 'warning',
      what: expect.stringMatching(/\(999-newer\), which goes on working beside it$/),
    });
    await query(url, "comment on table kysely_migration is 'needs 999-newer'");
    expect(await tables()).toMatchObject({ status: 'wrong', what: expect.stringContaining('cannot work') });
    const empty = await createEmptyDatabase();
    expect((await findings({ DATABASE_URL: empty })).get('tables')).toMatchObject({
      status: 'warning',
      what: 'there are no tables yet',
    });
    expect(await query(empty, "select 1 from pg_tables where schemaname = 'public'")).toEqual([]);
  });

  test('what was given up and did not get through since, by kind and reason', async () => {
    const url = await createDatabase();
    await query(
      url,
      `insert into failures (workspace, kind, subject, reason, failed_at) values
        ('T1', 'erasure', 'C1/1.0', 'not_in_channel', '2026-11-20 10:00Z'),
        ('T2', 'erasure', 'C1/1.0', 'not_in_channel', '2026-11-21 12:30Z'),
        ('T1', 'telling', 'forgotten/1', 'user_disabled', '2026-11-21 11:00Z'),
        ('T1', 'message', 'long ago', 'is_archived', '2026-11-01 11:00Z')`,
    );
    const aheadMs = Date.UTC(2026, 10, 22) - systemClock.now();
    expect((await findings({ DATABASE_URL: url }, aheadMs)).get('failures')).toMatchObject({
      status: 'warning',
      what: 'could not be done in the last 7 days: 2 messages left in Slack (not_in_channel, last 2026-11-21T12:30Z); 1 person not told alone (user_disabled, last 2026-11-21T11:00Z)',
      remedy: expect.stringContaining('docs/operations.md'),
    });
  });

  test('a database, a cache and a model that nobody answers for, each by itself and without a secret', async () => {
    const found = await findings({
      DATABASE_URL: `postgresql://app:hunter2@${NOWHERE}/app`,
      CACHE_URL: `redis://:hunter2@${NOWHERE}`,
      OPENAI_API_KEY: 'hunter2',
      OPENAI_BASE_URL: `http://${NOWHERE}/v1`,
    });
    expect(statuses(found)).toEqual({
      settings: 'ok',
      slack: 'ok',
      database: 'wrong',
      tables: 'warning',
      failures: 'warning',
      clock: 'ok',
      cache: 'wrong',
      model: 'wrong',
      guidance: 'ok',
    });
    expect(toText([...found.values()])).not.toContain('hunter2');
  });

  test('a database that takes connections and says nothing, within a limit', async () => {
    const between = await tcpProxy(await createDatabase());
    between.freeze();
    const found = await findings({ DATABASE_URL: between.url });
    expect(statuses(found)).toMatchObject({ database: 'wrong', tables: 'warning', guidance: 'ok' });
  });

  test('where many workspaces are served, how many there are, and keys that are missing or old', async () => {
    const { env, installed } = await startTeamsWorld();
    await installed('T0ACME');
    const well = await findings(env);
    expect(well.get('installations')).toMatchObject({
      status: 'ok',
      what: 'workspaces that have installed the app: 1; every token is encrypted under the first of TOKEN_KEYS',
    });
    expect(well.get('slack')).toMatchObject({
      status: 'ok',
      what: expect.stringContaining('/slack/install'),
    });
    const newer = tokenKey('newer');
    const old = await findings({ ...env, TOKEN_KEYS: `${newer},${env.TOKEN_KEYS}` });
    expect(old.get('installations')).toMatchObject({
      status: 'warning',
      what: expect.stringMatching(/tokens under an older key: 1/),
    });
    const lost = await findings({ ...env, TOKEN_KEYS: newer });
    expect(lost.get('installations')).toMatchObject({
      status: 'wrong',
      what: expect.stringMatching(/TOKEN_KEYS does not hold: first/),
    });
    expect(JSON.stringify([...lost.values()])).not.toContain(newer.split(':')[1]);
  });

  test('guidance that is due for review, and a clock that is wrong', async () => {
    const env = { ...signedHttp(await testSlack()), DATABASE_URL: await createDatabase() };
    const found = await findings(env, 3_650 * DAY_MS);
    expect(found.get('guidance')).toMatchObject({
      status: 'warning',
      what: expect.stringMatching(/^\d+ sources of \d+ passages are due for review; /),
      remedy: expect.stringContaining('check-pack'),
    });
    expect(found.get('clock')).toMatchObject({
      status: 'wrong',
      what: expect.stringMatching(/is \d+ s ahead of that of Slack, \d+ s ahead of that of the database: /),
      remedy: expect.stringContaining('NTP'),
    });
    expect((await findings(env, -20_000)).get('clock')).toMatchObject({
      status: 'warning',
      what: expect.stringMatching(/is (?:19|20|21) s behind that of Slack, 20 s behind that of the database/),
    });
  });

  test('guidance that workspaces may choose: how much there is, and a fault in it', async () => {
    const env = { DATABASE_URL: `postgresql://${NOWHERE}/none` };
    const list = await listed(HEALTH, LAW);
    expect((await findings({ ...env, WORKSPACE_GUIDANCE: list })).get('guidance')).toMatchObject({
      status: 'ok',
      what: expect.stringMatching(
        /^\d+ passages, with all that WORKSPACE_GUIDANCE lists \(2\), and no source/,
      ),
    });
    expect((await findings({ ...env, WORKSPACE_GUIDANCE: 'law=/nowhere' })).get('guidance')).toMatchObject({
      status: 'wrong',
      what: expect.stringContaining('/nowhere:1: This folder does not exist'),
      remedy: expect.stringContaining('check-pack'),
    });
  });

  test('settings at fault, and looks at what the others are for', async () => {
    const found = await findings({
      SLACK_BOT_TOKEN: 'xoxp-hunter2',
      PORT: 'many',
      CACHE_URL: `redis://${NOWHERE}`,
    });
    expect(statuses(found)).toMatchObject({
      settings: 'wrong',
      slack: 'warning',
      cache: 'wrong',
      guidance: 'ok',
    });
    expect(found.get('settings')?.what).toMatch(
      /^SLACK_BOT_TOKEN: a bot token begins with xoxb-.* PORT: write /,
    );
    expect(toText([...found.values()])).not.toContain('hunter2');
  });
});

describe('tune-or-not doctor', () => {
  test('without any setting says what is not set and what that means, one line each, and nothing is wrong', async () => {
    const { code, out, err } = await runCli(['doctor']);
    expect([code, err]).toEqual([0, '']);
    expect(
      out
        .split('\n')
        .slice(0, -3)
        .map((line) => line.split(/\s+/).slice(0, 2)),
    ).toEqual(
      ['settings', 'slack', 'database', 'clock', 'cache', 'model', 'guidance'].map((name) => ['ok', name]),
    );
    for (const name of ['SLACK_BOT_TOKEN', 'DATABASE_URL', 'CACHE_URL', 'OPENAI_API_KEY'])
      expect(out).toContain(`${name} is not set: `);
  });

  test('ends with 1 and one JSON object where something is wrong, and asks the model nothing if told so', async () => {
    const env = { PORT: 'many', OPENAI_API_KEY: 'none', OPENAI_BASE_URL: `http://${NOWHERE}/v1` };
    const { code, out, err } = await runCli(['doctor', '--json', '--no-model'], { env });
    expect([code, err]).toEqual([1, '']);
    const { ok, checks } = JSON.parse(out);
    expect(ok).toBe(false);
    expect(checks).toContainEqual({
      name: 'model',
      status: 'ok',
      what: expect.stringContaining('--no-model'),
    });
  });
});

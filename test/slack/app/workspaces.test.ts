import { describe, expect, test } from '@jest/globals';
import { startApp } from '../../support/app.ts';
import { capturedLog } from '../../support/captured-log.ts';
import { eventually } from '../../support/eventually.ts';
import { freePort } from '../../support/free-port.ts';
import { shown } from '../../support/shown.ts';
import { startTeamsWorld, tokenKey } from '../../support/teams.ts';
import { everythingIn, query } from '../../support/test-database.ts';
import { ask, settled } from '../../support/threads.ts';

const SITUATION =
  'Our support bot makes up refund rules. We have 800 Q&A pairs and want to fine-tune on them.';

describe('Installing the app', () => {
  test('asks for the scopes of the manifest, and afterwards the workspace is answered', async () => {
    const world = await startTeamsWorld();
    const page = await fetch(`${world.url}/slack/install`);
    expect(page.status).toBe(200);
    expect(await page.text()).toMatch(/scope=app_mentions(?::|%3A)read/);
    const { status, text } = await world.install('T0ACME');
    expect([status, text]).toEqual([200, expect.stringContaining('Tune or Not is in your workspace')]);
    const acme = world.teams.team('T0ACME');
    const thread = await ask(acme, SITUATION);
    expect(shown(thread.verdict())).toContain('refund rules');
    await settled(acme, world.database);
    expect(await query(world.database, 'select workspace from cases')).toEqual([['T0ACME']]);
    expect(await everythingIn(world.database)).not.toContain(acme.botToken);
  });

  test.each<[string, (back: URL) => void, number, string]>([
    [
      'with a state that we never signed',
      (back) => back.searchParams.set('state', 'made-up'),
      400,
      'Begin again',
    ],
    ['without a code', (back) => back.searchParams.delete('code'), 400, 'Begin again'],
    ['with a code of nobody', (back) => back.searchParams.set('code', 'made-up'), 500, 'Begin again'],
    ['when it was cancelled', (back) => back.searchParams.set('error', 'access_denied'), 200, 'cancelled'],
  ])('is not done %s', async (_, change, status, text) => {
    const world = await startTeamsWorld();
    const answer = await world.install('T0ACME', change);
    expect(answer).toEqual({ status, text: expect.stringContaining('was not installed') });
    expect(answer.text).toContain(text);
    expect(await query(world.database, 'select * from installations')).toEqual([]);
  });

  test('is not done in a browser that did not begin it', async () => {
    const world = await startTeamsWorld();
    const asked = new URL(world.teams.authorizeUrl);
    asked.search = String(new URLSearchParams({ client_id: '11.22', team: 'T0ACME', state: 'x' }));
    const back = (await fetch(asked, { redirect: 'manual' })).headers.get('location') ?? '';
    expect((await fetch(back)).status).toBe(400);
    expect(await query(world.database, 'select * from installations')).toEqual([]);
  });
});

test('Installing the app, using and removing it puts no token, code, state or key into the log, at any level', async () => {
  const { log, text } = capturedLog();
  const world = await startTeamsWorld({ log });
  let back = new URL(world.url);
  await world.install('T0ACME', (url) => {
    back = url;
  });
  const acme = world.teams.team('T0ACME');
  await ask(acme, SITUATION);
  await world.install('T0OTHER', (url) => url.searchParams.set('state', 'made-up'));
  acme.uninstall();
  await eventually(
    async () => (await query(world.database, 'select sealed from installations')).flat()[0] === null,
  );
  await world.app.stop();
  const said = text();
  expect(said).toContain('the app was removed from a workspace');
  const { SLACK_CLIENT_SECRET, SLACK_STATE_SECRET, SLACK_SIGNING_SECRET, TOKEN_KEYS } = world.env;
  const secrets = [SLACK_CLIENT_SECRET, SLACK_STATE_SECRET, SLACK_SIGNING_SECRET, TOKEN_KEYS?.split(':')[1]];
  for (const secret of [
    ...secrets,
    acme.botToken,
    back.searchParams.get('code'),
    back.searchParams.get('state'),
  ]) {
    expect(secret?.length).toBeGreaterThan(5);
    expect(said).not.toContain(secret);
  }
});

describe('Two workspaces', () => {
  test('with the same ids are answered each with its own token, and nothing of one gets into the other', async () => {
    const world = await startTeamsWorld();
    const [acme, other] = [await world.installed('T0ACME'), await world.installed('T0OTHER')];
    const [ours, theirs] = await Promise.all([ask(acme, SITUATION), ask(other, SITUATION)]);
    expect(shown(ours.verdict())).toBe(shown(theirs.verdict()));
    for (const [slack, thread] of [
      [acme, ours],
      [other, theirs],
    ] as const) {
      await settled(slack, world.database);
      const links = JSON.stringify(slack.messages('#llm-help', thread.ts)).match(/http:\/\/127[^"|>\\]+/g);
      expect(new Set(links?.map((link) => new URL(link).origin))).toEqual(new Set([slack.url]));
      expect(slack.requests().filter(({ result }) => result !== 'ok')).toEqual([]);
    }
    expect(await query(world.database, 'select workspace from cases order by 1')).toEqual([
      ['T0ACME'],
      ['T0OTHER'],
    ]);
  });

  test('are served over Socket Mode as well', async () => {
    const world = await startTeamsWorld({ bySocket: true });
    const [acme, other] = [await world.installed('T0ACME'), await world.installed('T0OTHER')];
    await Promise.all([ask(acme, SITUATION), ask(other, SITUATION)]);
    await Promise.all([settled(acme, world.database), settled(other, world.database)]);
  });

  test('of which one has not installed the app: nothing of that one is kept, and who asks gets their words back', async () => {
    const world = await startTeamsWorld();
    const acme = await world.installed('T0ACME');
    const other = world.teams.team('T0OTHER');
    other.say({ user: 'ana', channel: '#llm-help', text: `@tuneornot ${SITUATION}` });
    const outcome = await other.command({
      user: 'ana',
      channel: '#llm-help',
      text: `/finetune ${SITUATION}`,
    });
    expect(outcome).toMatchObject({ outcome: 'acked' });
    expect(JSON.stringify(other.ephemerals('ana'))).toMatch(
      /I am not installed in this workspace.*800 Q&amp;A pairs/,
    );
    await other.until(() => other.deliveries().every(({ state }) => state === 'acked'));
    expect(await everythingIn(world.database)).not.toContain('T0OTHER');
    expect(other.requests()).toEqual([]);
    await ask(acme, SITUATION);
  });
});

test('The app does not start without the key of a token that it keeps, and says which one that is', async () => {
  const world = await startTeamsWorld();
  await world.installed('T0ACME');
  const before = await everythingIn(world.database);
  const env = { ...world.env, PORT: String(await freePort()), TOKEN_KEYS: tokenKey('other') };
  await expect(startApp(env)).rejects.toThrow(/TOKEN_KEYS does not hold: "first"/);
  expect(await everythingIn(world.database)).toBe(before);
  await startApp({ ...env, TOKEN_KEYS: `${env.TOKEN_KEYS},${world.env.TOKEN_KEYS}` });
  expect(await query(world.database, 'select key_id from installations')).toEqual([['other']]);
});

test('A workspace that comes back to a process that still holds its old token is answered with the new one', async () => {
  const world = await startTeamsWorld();
  const acme = await world.installed('T0ACME');
  await ask(acme, SITUATION);
  acme.revokeTokens();
  await eventually(async () => {
    const [row] = await query(world.database, 'select sealed from installations');
    return row?.[0] === null;
  });
  await world.installed('T0ACME');
  await ask(acme, `${SITUATION} Again.`);
  await settled(acme, world.database);
});

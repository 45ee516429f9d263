import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { UserError } from '../../../src/user-error.ts';
import { startApp } from '../../support/app.ts';
import { afterTest } from '../../support/clean-up.ts';
import { freePort } from '../../support/free-port.ts';
import { signed } from '../../support/signed.ts';
import { signedHttp, socketMode, testSlack } from '../../support/slack.ts';
import { createDatabase, query } from '../../support/test-database.ts';
import { settled, verdictBelow } from '../../support/threads.ts';

const SECRET = 'a secret between Slack and us';

interface World {
  slack: Sandbox;
  database: string;
  port: number;
}

/** The app, reached by signed requests. */
async function world(): Promise<World> {
  const port = await freePort();
  const requestUrl = `http://127.0.0.1:${port}/slack/events`;
  const slack = await testSlack({ http: { requestUrl, signingSecret: SECRET } });
  const database = await createDatabase();
  await startApp({ ...signedHttp(slack), DATABASE_URL: database, PORT: String(port) });
  return { slack, database, port };
}

interface Request {
  body: string;
  secret?: string;
  secondsAgo?: number;
  headers?: Record<string, string>;
  path?: string;
}

/** Sends a request as Slack does, signed as its documentation says, unless a test wants it otherwise. */
async function send(
  port: number,
  { body, secret = SECRET, secondsAgo = 0, headers, path = '/slack/events' }: Request,
) {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...signed(secret, body, secondsAgo),
      ...headers,
    },
    body,
  });
  return { status: response.status, text: await response.text() };
}

/** What people do with buttons and forms comes as one field of a form. */
const interaction = (payload: unknown): Request => ({
  body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
});

/** A mention of the app, as Slack would tell of it. */
const mention = (slack: Sandbox, ts: string, eventId = `Ev${ts}`): string =>
  JSON.stringify({
    type: 'event_callback',
    team_id: slack.teamId,
    event_id: eventId,
    authorizations: [{ user_id: slack.botUserId, is_bot: true }],
    event: {
      type: 'app_mention',
      channel: slack.channel('#llm-help').id,
      user: slack.user('ana').id,
      text: `<@${slack.botUserId}> our support bot makes up refund rules`,
      ts,
    },
  });

const rows = async (database: string): Promise<number> =>
  Number(
    (await query(database, 'select (select count(*) from inbox) + (select count(*) from cases)'))[0]?.[0],
  );

const CHALLENGE = JSON.stringify({ type: 'url_verification', token: 'old', challenge: 'say this' });

test('a connection that nobody uses is left for the proxy to close, which may keep it for ten minutes', async () => {
  const { port } = await world();
  const answer = await fetch(`http://127.0.0.1:${port}/healthz`);
  const seconds = Number(/timeout=(\d+)/.exec(answer.headers.get('keep-alive') ?? '')?.[1]);
  expect(seconds).toBeGreaterThan(600);
});

describe('when Slack checks our address', () => {
  test('the challenge is given back', async () => {
    const { port } = await world();
    const { status, text } = await send(port, { body: CHALLENGE });
    expect([status, JSON.parse(text)]).toEqual([200, { challenge: 'say this' }]);
  });

  test('but to nobody else', async () => {
    const { port } = await world();
    const { status, text } = await send(port, { body: CHALLENGE, secret: 'a guess' });
    expect([status, text]).toEqual([401, '']);
  });
});

describe('a request that is not surely from Slack', () => {
  test.each<[string, (body: string) => Request]>([
    ['signed with another secret', (body) => ({ body, secret: 'a guess' })],
    ['signed for another body', (body) => ({ body: `${body} `, headers: signed(SECRET, body) })],
    ['without an object in it, and not signed', () => ({ body: 'null', secret: 'a guess' })],
    ['in a form, and not signed', () => ({ ...interaction('x'), secret: 'a guess' })],
    ['not signed', (body) => ({ body, headers: { 'x-slack-signature': '' } })],
    ['signed in a way of no version', (body) => ({ body, headers: { 'x-slack-signature': 'v9=abc' } })],
    ['without a time', (body) => ({ body, headers: { 'x-slack-request-timestamp': '' } })],
    ['recorded six minutes ago, and sent again', (body) => ({ body, secondsAgo: 6 * 60 })],
  ])('%s is refused, and nothing of it is kept', async (_, request) => {
    const { slack, database, port } = await world();
    const { status, text } = await send(port, request(mention(slack, '1795000000.000100')));
    expect([status, text]).toEqual([401, '']);
    expect(await rows(database)).toBe(0);
    expect(slack.requests().filter(({ method }) => method.startsWith('chat.'))).toEqual([]);
  });
});

describe('a request from Slack', () => {
  test('that is four minutes old is taken, and answered', async () => {
    const { slack, database, port } = await world();
    const ts = slack.say({ user: 'ana', channel: '#llm-help', text: 'Look at this.' });
    const { status } = await send(port, { body: mention(slack, ts), secondsAgo: 4 * 60 });
    expect(status).toBe(200);
    await verdictBelow(slack, '#llm-help', ts);
    await settled(slack, database);
  });

  test('that comes again, with its number, is taken and worked on once', async () => {
    const { slack, database, port } = await world();
    const ts = slack.say({ user: 'ana', channel: '#llm-help', text: 'Look at this.' });
    const retry = { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' };
    const body = mention(slack, ts);
    const sent = await Promise.all([send(port, { body }), send(port, { body, headers: retry })]);
    expect(sent.map(({ status }) => status)).toEqual([200, 200]);
    await verdictBelow(slack, '#llm-help', ts);
    await settled(slack, database);
    expect(slack.messages('#llm-help', ts)).toHaveLength(2);
    expect(await rows(database)).toBe(2);
  });

  test('of a kind that is none of our business is taken, and nothing of it is kept', async () => {
    const { slack, database, port } = await world();
    const event = { type: 'team_join', user: { id: 'U1' } };
    const body = JSON.stringify({ type: 'event_callback', team_id: slack.teamId, event_id: 'Ev1', event });
    expect((await send(port, { body })).status).toBe(200);
    expect(await rows(database)).toBe(0);
  });

  test.each<[string, Partial<Request>, number]>([
    ['that is no JSON', { body: 'hello' }, 400],
    ['that holds no object', { body: 'null' }, 400],
    ['whose payload holds no object', interaction(null), 400],
    [
      'that is larger than anything Slack sends',
      { body: JSON.stringify({ text: 'x'.repeat(5_000_000) }) },
      413,
    ],
    ['to another path', { path: '/slack/other' }, 404],
  ])('%s is refused without a word', async (_, request, status) => {
    const { port } = await world();
    expect(await send(port, { body: '{}', ...request })).toEqual({ status, text: '' });
  });
});

describe('a form or button', () => {
  test('that nothing here answers to any more is answered at once, and says so', async () => {
    const { port } = await world();
    const view = { id: 'V1', callback_id: 'form_of_last_year', state: { values: {} } };
    const { status, text } = await send(
      port,
      interaction({ type: 'view_submission', user: { id: 'U1' }, view }),
    );
    expect(status).toBe(200);
    expect(text).toContain('This is from an earlier version of me, and I cannot do it any more.');
  });

  test.each<[string, object]>([
    ['a form without its fields', { type: 'view_submission', user: { id: 'U1' }, view: { id: 'V1' } }],
    [
      'a press with a list for its value',
      { type: 'block_actions', user: { id: 'U1' }, actions: [{ value: [] }] },
    ],
    ['a shortcut of nobody', { type: 'message_action', callback_id: 'assess_thread' }],
  ])('that is not as Slack describes it is left alone: %s', async (_, payload) => {
    const { port, database, slack } = await world();
    expect(await send(port, interaction(payload))).toEqual({ status: 200, text: '' });
    expect(await rows(database)).toBe(0);
    expect(slack.requests().filter(({ result }) => result !== 'ok')).toEqual([]);
  });
});

test.each([
  ['Socket Mode, for the health check', socketMode],
  ['HTTP', signedHttp],
])('a port in use is named with its remedy, and nothing is left running: %s', async (_, credentials) => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  afterTest(() => other.close());
  const address = other.address();
  const port = String(typeof address === 'object' ? address?.port : '');
  const slack = await testSlack();
  const failure = await startApp({
    ...credentials(slack),
    DATABASE_URL: await createDatabase(),
    PORT: port,
  }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(UserError);
  expect(failure).toMatchObject({ message: `Port ${port} is in use.`, remedy: /Set PORT to another one/ });
  await slack.until(() => slack.sockets() === 0);
});

import { request } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../src/sandbox/server/sandbox.ts';
import { pageSnapshot } from '../../src/sandbox/wire/page-snapshot.ts';
import { webClient } from './support/clients.ts';
import { movingClock } from './support/moving-clock.ts';
import { testSandbox } from './support/test-sandbox.ts';

/** Sends a bare request, so that headers can be what a browser or a rebound name would make them. */
function raw(
  sandbox: Sandbox,
  method: string,
  path: string,
  headers: Record<string, string>,
  body = '',
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: sandbox.port, method, path, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
        // A stream of events never ends; its first event is enough.
        if (text.includes('\n\n')) response.destroy();
      });
      response.on('close', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const json = { 'content-type': 'application/json' };
const hello = JSON.stringify({ user: 'ana', channel: '#llm-help', text: 'from the page' });

describe('the page acts for people', () => {
  test('through the same code as the driver', async () => {
    const sandbox = await testSandbox();
    const answer = await raw(sandbox, 'POST', '/sandbox/do/say', json, hello);
    expect(JSON.parse(answer.text)).toEqual({ result: sandbox.messages('#llm-help').at(-1)?.ts });
  });

  test('who are somewhere else from now on', async () => {
    const sandbox = await testSandbox();
    const body = JSON.stringify({ user: 'ana', tz: 'Asia/Tokyo' });
    expect((await raw(sandbox, 'POST', '/sandbox/do/change-zone', json, body)).status).toBe(200);
    expect(sandbox.user('ana').tz).toBe('Asia/Tokyo');
  });

  test('a refusal comes with Slack’s word; a bent request with what is wrong', async () => {
    const sandbox = await testSandbox();
    const edit = JSON.stringify({ user: 'ana', channel: '#llm-help', ts: '1.000001', text: 'x' });
    const refused = await raw(sandbox, 'POST', '/sandbox/do/edit', json, edit);
    expect(refused.status).toBe(409);
    expect(JSON.parse(refused.text)).toMatchObject({ error: 'message_not_found' });
    expect((await raw(sandbox, 'POST', '/sandbox/do/say', json, '{}')).status).toBe(400);
  });

  test('moves the clock only when there is one to move', async () => {
    const clock = movingClock();
    const sandbox = await testSandbox({
      now: clock.now,
      clock: { onClock: (ms) => clock.pass(ms - clock.now()) },
    });
    const body = JSON.stringify({ ms: clock.now() + 3_600_000 });
    const before = clock.now();
    expect((await raw(sandbox, 'POST', '/sandbox/clock', json, body)).status).toBe(200);
    expect(clock.now()).toBe(before + 3_600_000);
    const fixed = await testSandbox();
    expect((await raw(fixed, 'POST', '/sandbox/clock', json, body)).status).toBe(400);
  });

  test('sees what that person sees, and no private channel of others', async () => {
    const sandbox = await testSandbox({ hints: ['Type this'] });
    sandbox.createChannel({ user: 'ben', name: 'bens-own', kind: 'private' });
    await webClient(sandbox).chat.postEphemeral({
      channel: '#llm-help',
      user: sandbox.user('ben').id,
      text: 'for Ben',
    });
    const see = async (user: string) => {
      const { text } = await raw(sandbox, 'GET', `/sandbox/stream?user=${user}`, {});
      return pageSnapshot.parse(JSON.parse(text.slice('data: '.length)));
    };
    const ana = await see('ana');
    const ben = await see('ben');
    expect(ana.channels.map((channel) => channel.name)).not.toContain('bens-own');
    expect(ben.channels.map((channel) => channel.name)).toContain('bens-own');
    expect([ana.ephemerals.length, ben.ephemerals.length]).toEqual([0, 1]);
    expect(ana.start.hints).toEqual(['Type this']);
    sandbox.say({ user: 'ben', channel: '#llm-help', text: '@Tune or Not help' });
    expect((await see('ana')).start.hints).toEqual([]);
    expect((await see('ana')).channels.find((channel) => channel.name === 'llm-help')).toMatchObject({
      unread: 1,
    });
  });
});

describe('nobody else gets in', () => {
  const attempts: [string, Record<string, string>][] = [
    ['another origin', { ...json, origin: 'https://evil.example' }],
    ['a browser that says cross-site', { ...json, 'sec-fetch-site': 'cross-site' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['plain text, which needs no asking first', { 'content-type': 'text/plain' }],
    ['a name that leads to this machine', { ...json, host: 'rebound.example' }],
    ['no origin at all but a foreign port', { ...json, origin: 'http://127.0.0.1:1' }],
  ];

  test.each(attempts)('%s', async (_name, headers) => {
    const sandbox = await testSandbox();
    const before = sandbox.messages('#llm-help').length;
    const answer = await raw(sandbox, 'POST', '/sandbox/do/say', headers, hello);
    expect(answer.status).toBeGreaterThanOrEqual(403);
    expect(sandbox.messages('#llm-help')).toHaveLength(before);
  });

  test('nor reads along', async () => {
    const sandbox = await testSandbox();
    const get = (headers: Record<string, string>) => raw(sandbox, 'GET', '/sandbox/stream?user=ana', headers);
    expect((await get({ host: 'rebound.example' })).status).toBe(403);
    expect((await get({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await get({})).status).toBe(200);
  });

  test('the API does not answer under another name either', async () => {
    const sandbox = await testSandbox();
    const headers = { host: 'rebound.example', authorization: `Bearer ${sandbox.botToken}` };
    expect((await raw(sandbox, 'POST', '/api/auth.test', headers)).status).toBe(403);
  });
});

test('without a built page there is a note that says how to build it', async () => {
  const sandbox = await testSandbox({ pageDir: '/nowhere' });
  const { status, text } = await raw(sandbox, 'GET', '/', {});
  expect(status).toBe(503);
  expect(text).toContain('npm run build:page');
});

import { createServer } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { verifySlackRequest } from '@slack/bolt';
import { freePort } from '../support/free-port.ts';
import { httpApp } from './support/clients.ts';
import { movingClock } from './support/moving-clock.ts';
import { closeAfterTest, testSandbox } from './support/test-sandbox.ts';

const signingSecret = 'shhh-this-is-a-test';

/** An HTTP server that notes what it gets and answers as it is told. */
async function recorder(answer: (call: number) => { status: number; headers?: Record<string, string> }) {
  const port = await freePort();
  const calls: { body: string; headers: Record<string, string> }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([key, value]) => [key, String(value)]),
      );
      calls.push({ body, headers });
      const { status, headers: extra } = answer(calls.length);
      response.writeHead(status, extra).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  closeAfterTest(() => new Promise((resolve) => server.close(resolve)));
  return { calls, http: { requestUrl: `http://127.0.0.1:${port}/slack/events`, signingSecret } };
}

describe('delivery over HTTP', () => {
  test('Bolt’s HTTP receiver takes events, commands, clicks and submissions', async () => {
    const port = await freePort();
    const sandbox = await testSandbox({
      http: { requestUrl: `http://127.0.0.1:${port}/slack/events`, signingSecret },
    });
    const heard: string[] = [];
    await httpApp(sandbox, port, (app) => {
      app.event('app_mention', async ({ say }) => {
        const text = { type: 'plain_text' as const, text: 'Why?' };
        await say({
          text: 'hi',
          blocks: [{ type: 'actions', elements: [{ type: 'button', action_id: 'why', text }] }],
        });
      });
      app.command('/advise', ({ ack }) => ack('at once'));
      app.action('why', async ({ ack, body, client }) => {
        await ack();
        if (!('trigger_id' in body)) return;
        const title = { type: 'plain_text' as const, text: 'Why' };
        await client.views.open({
          trigger_id: body.trigger_id,
          view: { type: 'modal', callback_id: 'why', title, submit: title, blocks: [{ type: 'divider' }] },
        });
      });
      app.view('why', async ({ ack }) => {
        heard.push('submitted');
        await ack();
      });
    });
    sandbox.say({ user: 'ana', channel: '#llm-help', text: '@Tune or Not' });
    const answer = await sandbox.until(() =>
      sandbox.messages('#llm-help').find((message) => message.text === 'hi'),
    );
    await sandbox.command({ user: 'ana', channel: '#llm-help', text: '/advise' });
    expect(sandbox.ephemerals('ana').map((shown) => shown.text)).toEqual(['at once']);
    await sandbox.click({ user: 'ana', channel: '#llm-help', messageTs: answer.ts, actionId: 'why' });
    const view = await sandbox.until(() => sandbox.views('ana')[0]);
    expect(await sandbox.submitView({ user: 'ana', viewId: view.id })).toEqual({ outcome: 'closed' });
    expect(heard).toEqual(['submitted']);
  });

  test('every request is signed, as Bolt’s own verification finds; by real time, even with a moved clock', async () => {
    const { calls, http } = await recorder(() => ({ status: 200 }));
    const clock = movingClock();
    clock.pass(86_400_000 * 365);
    const sandbox = await testSandbox({ http, now: clock.now });
    sandbox.say({ user: 'ana', channel: '#llm-help', text: 'signed' });
    await sandbox.command({ user: 'ana', channel: '#llm-help', text: '/advise & more' });
    await sandbox.until(() => calls.length === 2);
    for (const { body, headers } of calls) {
      const signed = {
        'x-slack-signature': headers['x-slack-signature'] ?? '',
        'x-slack-request-timestamp': Number(headers['x-slack-request-timestamp']),
      };
      expect(() => verifySlackRequest({ signingSecret, body, headers: signed })).not.toThrow();
      expect(() => verifySlackRequest({ signingSecret: 'other', body, headers: signed })).toThrow();
    }
    expect(calls.map((call) => call.headers['content-type'])).toEqual([
      'application/json',
      'application/x-www-form-urlencoded',
    ]);
  });

  test('a failed delivery comes again with number and reason', async () => {
    const { calls, http } = await recorder((call) => ({ status: call < 3 ? 500 : 200 }));
    const sandbox = await testSandbox({ http, limits: { retryDelaysMs: [0, 5, 5] } });
    sandbox.say({ user: 'ana', channel: '#llm-help', text: 'again' });
    await sandbox.until(() => sandbox.deliveries()[0]?.state === 'acked');
    expect(
      calls.map((call) => [call.headers['x-slack-retry-num'], call.headers['x-slack-retry-reason']]),
    ).toEqual([
      [undefined, undefined],
      ['1', 'http_error'],
      ['2', 'http_error'],
    ]);
  });

  test('an answer that comes too late is a timeout, for events and for commands', async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    closeAfterTest(async () => {
      silent.closeAllConnections();
      silent.close();
    });
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const http = { requestUrl: `http://127.0.0.1:${port}/`, signingSecret };
    const sandbox = await testSandbox({ http, limits: { ackMs: 40, retryDelaysMs: [0] } });
    const outcome = await sandbox.command({ user: 'ana', channel: '#llm-help', text: '/advise' });
    expect(outcome).toEqual({ outcome: 'failed', error: 'operation_timeout' });
    sandbox.say({ user: 'ana', channel: '#llm-help', text: 'hello?' });
    await sandbox.until(() => sandbox.deliveries()[0]?.state === 'lost');
    expect(sandbox.deliveries()).toMatchObject([{ attempts: 2 }]);
  });

  test('X-Slack-No-Retry ends it', async () => {
    const { calls, http } = await recorder(() => ({ status: 500, headers: { 'x-slack-no-retry': '1' } }));
    const sandbox = await testSandbox({ http, limits: { retryDelaysMs: [0, 5, 5] } });
    sandbox.say({ user: 'ana', channel: '#llm-help', text: 'no more' });
    await sandbox.until(() => sandbox.deliveries()[0]?.state === 'lost');
    expect(calls).toHaveLength(1);
  });

  test('a command that is answered with an error, or by nobody, fails with dispatch_failed', async () => {
    const { http } = await recorder(() => ({ status: 500 }));
    const broken = await testSandbox({ http });
    const command = { user: 'ana', channel: '#llm-help', text: '/advise' };
    expect(await broken.command(command)).toEqual({ outcome: 'failed', error: 'dispatch_failed' });
    const requestUrl = `http://127.0.0.1:${await freePort()}/`;
    const alone = await testSandbox({ http: { requestUrl, signingSecret } });
    expect(await alone.command(command)).toEqual({ outcome: 'failed', error: 'dispatch_failed' });
  });
});

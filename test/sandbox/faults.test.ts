import { describe, expect, test } from '@jest/globals';
import { errorOf, failureOf, webClient } from './support/clients.ts';
import { movingClock } from './support/moving-clock.ts';
import { testSandbox } from './support/test-sandbox.ts';

describe('the Web API misbehaves on request', () => {
  const post = { channel: '#llm-help', text: 'hello' };

  test('429 makes Slack’s client wait and try again', async () => {
    const sandbox = await testSandbox();
    sandbox.faults.api('chat.postMessage', { kind: 'rate-limited', retryAfter: 1 });
    const client = webClient(sandbox, { retryConfig: { retries: 1, minTimeout: 1, maxTimeout: 1 } });
    const began = performance.now();
    expect((await client.chat.postMessage(post)).ok).toBe(true);
    expect(performance.now() - began).toBeGreaterThanOrEqual(950);
    expect(sandbox.requests('chat.postMessage').map((call) => call.result)).toEqual(['rate-limited', 'ok']);
  });

  test('a lost answer: the message is there, and the caller does not know', async () => {
    const sandbox = await testSandbox();
    sandbox.faults.api('chat.postMessage', { kind: 'lost-answer' });
    await expect(webClient(sandbox).chat.postMessage(post)).rejects.toMatchObject({
      code: 'slack_webapi_request_error',
    });
    expect(sandbox.messages('#llm-help').at(-1)?.text).toBe('hello');
  });

  test('a client that tries again after a lost answer posts twice: that is the trap', async () => {
    const sandbox = await testSandbox();
    sandbox.faults.api('chat.postMessage', { kind: 'lost-answer' });
    await webClient(sandbox, { retryConfig: { retries: 1, minTimeout: 1 } }).chat.postMessage(post);
    expect(sandbox.messages('#llm-help').filter((message) => message.text === 'hello')).toHaveLength(2);
  });

  test('a reset, a hang and a server error carry nothing out', async () => {
    const sandbox = await testSandbox();
    const client = webClient(sandbox, { timeout: 80 });
    sandbox.faults.api('chat.postMessage', { kind: 'reset' });
    sandbox.faults.api('chat.postMessage', { kind: 'hang' });
    sandbox.faults.api('chat.postMessage', { kind: 'http', status: 503 });
    await expect(client.chat.postMessage(post)).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
    await expect(client.chat.postMessage(post)).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
    await expect(client.chat.postMessage(post)).rejects.toMatchObject({ statusCode: 503 });
    expect(await errorOf(client.chat.postMessage(post))).toBe('ok');
    expect(sandbox.messages('#llm-help').filter((message) => message.text === 'hello')).toHaveLength(1);
  });

  test('any error, for any method, for some calls only, until it is taken back', async () => {
    const sandbox = await testSandbox();
    const client = webClient(sandbox);
    const stop = sandbox.faults.api(
      '*',
      { kind: 'error', error: 'fatal_error' },
      { times: Number.POSITIVE_INFINITY, when: (args) => args.text === 'no' },
    );
    expect(await errorOf(client.chat.postMessage({ ...post, text: 'no' }))).toBe('fatal_error');
    expect(await errorOf(client.chat.postMessage({ ...post, text: 'no' }))).toBe('fatal_error');
    expect(await errorOf(client.chat.postMessage({ ...post, text: 'yes' }))).toBe('ok');
    stop();
    expect(await errorOf(client.chat.postMessage({ ...post, text: 'no' }))).toBe('ok');
  });
});

describe('rates', () => {
  test('are not limited unless asked for', async () => {
    const sandbox = await testSandbox();
    const client = webClient(sandbox);
    for (let n = 0; n < 10; n += 1)
      expect(await errorOf(client.chat.postMessage({ channel: '#llm-help', text: `${n}` }))).toBe('ok');
  });

  test('about one post a second and channel, after a short burst', async () => {
    const clock = movingClock();
    const sandbox = await testSandbox({ now: clock.now, limits: { rateLimits: 'tiers' } });
    const client = webClient(sandbox, { rejectRateLimitedCalls: true });
    const posts = async (channel: string) => {
      const codes: string[] = [];
      for (let n = 0; n < 4; n += 1)
        codes.push(await failureCode(client.chat.postMessage({ channel, text: `${n}` })));
      return codes;
    };
    expect(await posts('#llm-help')).toEqual(['ok', 'ok', 'ok', 'slack_webapi_rate_limited_error']);
    expect(await posts('#ml-platform')).toEqual(['ok', 'ok', 'ok', 'slack_webapi_rate_limited_error']);
    clock.pass(3_000);
    expect(await failureCode(client.chat.postMessage({ channel: '#llm-help', text: 'later' }))).toBe('ok');
  });

  test('a commercial app reads a thread once a minute, fifteen messages at a time', async () => {
    const clock = movingClock();
    const sandbox = await testSandbox({ now: clock.now, limits: { rateLimits: 'commercial' } });
    const channel = sandbox.channel('#llm-help').id;
    const ts = sandbox.say({ user: 'ana', channel, text: 'root' });
    for (let n = 0; n < 20; n += 1) sandbox.say({ user: 'ben', channel, text: `${n}`, threadTs: ts });
    const client = webClient(sandbox, { rejectRateLimitedCalls: true });
    const first = await client.conversations.replies({ channel, ts, limit: 200 });
    expect(first.messages).toHaveLength(15);
    await expect(client.conversations.replies({ channel, ts })).rejects.toMatchObject({ retryAfter: 60 });
    clock.pass(60_000);
    const cursor = first.response_metadata?.next_cursor ?? '';
    expect((await client.conversations.replies({ channel, ts, cursor })).messages).toHaveLength(6);
  });
});

async function failureCode(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'ok';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

test('until tells what the app did last when its time is over', async () => {
  const sandbox = await testSandbox();
  await failureOf(webClient(sandbox).chat.postMessage({ channel: '#nowhere', text: 'x' }));
  const waiting = sandbox.until(() => sandbox.messages('#llm-help').length > 1_000, { timeoutMs: 20 });
  await expect(waiting).rejects.toThrow('chat.postMessage → channel_not_found');
});

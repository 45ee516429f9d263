import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../src/sandbox/server/sandbox.ts';
import { call, errorOf, failureOf, socketApp, webClient } from './support/clients.ts';
import { movingClock } from './support/moving-clock.ts';
import { testApp, testSandbox } from './support/test-sandbox.ts';

describe('a status', () => {
  test('is shown until the app replies', async () => {
    const sandbox = await testSandbox();
    const client = webClient(sandbox);
    const channel = sandbox.channel('#llm-help').id;
    const ts = sandbox.say({ user: 'ana', channel, text: '@Tune or Not' });
    await client.assistant.threads.setStatus({
      channel_id: channel,
      thread_ts: ts,
      status: 'is reading…',
      loading_messages: ['One', 'Two'],
    });
    expect(sandbox.statuses()).toMatchObject([
      { status: 'is reading…', loadingMessages: ['One', 'Two'], until: null },
    ]);
    await client.chat.postMessage({ channel, thread_ts: ts, text: 'Not yet.' });
    expect(sandbox.statuses()[0]?.until).not.toBeNull();
  });

  test('goes away after two minutes without a reply', async () => {
    const clock = movingClock();
    const sandbox = await testSandbox({ now: clock.now });
    const channel = sandbox.channel('#llm-help').id;
    const ts = sandbox.say({ user: 'ana', channel, text: 'hello' });
    const began = clock.now();
    await webClient(sandbox).assistant.threads.setStatus({
      channel_id: channel,
      thread_ts: ts,
      status: 'is reading…',
    });
    clock.pass(119_999);
    expect(sandbox.statuses()[0]?.until).toBeNull();
    clock.pass(1);
    expect(sandbox.statuses()[0]?.until).toBe(began + 120_000);
  });

  test('has at most ten loading messages and a thread that exists', async () => {
    const sandbox = await testSandbox();
    const client = webClient(sandbox);
    const channel_id = sandbox.channel('#llm-help').id;
    const thread_ts = sandbox.say({ user: 'ana', channel: channel_id, text: 'hello' });
    const loading_messages = Array.from({ length: 11 }, (_, n) => `${n}`);
    const set = (args: object) =>
      errorOf(call(client, 'assistant.threads.setStatus', { channel_id, thread_ts, status: 's', ...args }));
    expect(await set({ loading_messages })).toBe('invalid_arguments');
    expect(await set({ thread_ts: '1.000001' })).toBe('invalid_thread_ts');
  });
});

describe('suggested prompts', () => {
  const prompts = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ title: `t${n}`, message: `m${n}` }));

  test('are at most four', async () => {
    const sandbox = await testSandbox();
    const set = (count: number) =>
      errorOf(
        call(webClient(sandbox), 'assistant.threads.setSuggestedPrompts', {
          channel_id: sandbox.dm('ana'),
          prompts: prompts(count),
        }),
      );
    expect(await set(4)).toBe('ok');
    expect(await set(5)).toBe('invalid_arguments');
    expect(sandbox.prompts('ana')?.prompts).toHaveLength(4);
  });

  test('with a thread_ts the call says ok and nothing happens, as for an agent in Slack', async () => {
    const sandbox = await testSandbox();
    const args = { channel_id: sandbox.dm('ana'), prompts: prompts(1), thread_ts: '1.000001' };
    expect(await errorOf(call(webClient(sandbox), 'assistant.threads.setSuggestedPrompts', args))).toBe('ok');
    expect(sandbox.prompts('ana')).toBeUndefined();
  });
});

describe('agent sessions', () => {
  test('Stop ends the streams of a thread, and the app is told', async () => {
    const sandbox = await testSandbox();
    const stopped: object[] = [];
    await socketApp(sandbox, (app) =>
      app.event('agent_session_stopped', async ({ event }) => void stopped.push(event)),
    );
    const client = webClient(sandbox);
    const channel = sandbox.dm('ana');
    const threadTs = sandbox.say({ user: 'ana', channel, text: 'hello' });
    await call(client, 'agents.sessions.setStatus', {
      channel_id: channel,
      thread_ts: threadTs,
      status: 'processing',
      title: 'Hello',
    });
    const stream = await call(client, 'chat.startStream', {
      channel,
      thread_ts: threadTs,
      markdown_text: 'So ',
    });
    sandbox.stop({ user: 'ana', channel, threadTs });
    await sandbox.until(() => stopped.length === 1);
    expect(stopped[0]).toMatchObject({ thread_ts: threadTs, streaming_message_ts: [stream.ts] });
    expect(sandbox.sessions()).toMatchObject([{ status: 'processing', title: 'Hello' }]);
    const append = call(client, 'chat.appendStream', { channel, ts: stream.ts, markdown_text: 'on' });
    expect(await errorOf(append)).toBe('stopped_by_user');
  });

  test('without the subscription there is a warning, and no Stop', async () => {
    const botEvents = testApp.botEvents.filter((name) => name !== 'agent_session_stopped');
    const sandbox = await testSandbox({ app: { ...testApp, botEvents } });
    const answer = await call(webClient(sandbox), 'agents.sessions.setStatus', {
      channel_id: sandbox.dm('ana'),
      status: 'active',
    });
    expect(answer.warning).toBe('missing_agent_session_stopped_event_subscription');
  });
});

describe('streams', () => {
  const recipient = (sandbox: Sandbox) => ({
    recipient_user_id: sandbox.user('ana').id,
    recipient_team_id: sandbox.teamId,
  });

  test('Slack’s own streamer writes one message, with tasks and feedback buttons', async () => {
    const sandbox = await testSandbox();
    const channel = sandbox.channel('#llm-help').id;
    const thread_ts = sandbox.say({ user: 'ana', channel, text: '@Tune or Not' });
    const streamer = webClient(sandbox).chatStream({
      channel,
      thread_ts,
      ...recipient(sandbox),
      buffer_size: 1,
    });
    await streamer.append({ markdown_text: '**Not' });
    await streamer.append({ markdown_text: ' yet.**' });
    await streamer.append({
      chunks: [{ type: 'task_update', id: 't', title: 'Read', status: 'in_progress' }],
    });
    await streamer.append({ chunks: [{ type: 'task_update', id: 't', title: 'Read', status: 'complete' }] });
    await streamer.stop({ blocks: [{ type: 'divider' }] });
    const [, answer] = sandbox.messages(channel, thread_ts);
    expect(answer).toMatchObject({
      text: '**Not yet.**',
      streaming_state: 'completed',
      blocks: [
        { type: 'markdown', text: '**Not yet.**' },
        { type: 'task_card', status: 'complete' },
        { type: 'divider' },
      ],
    });
  });

  test('in a channel the recipient must be named; in a direct message not', async () => {
    const sandbox = await testSandbox();
    const client = webClient(sandbox);
    const start = (channel: string, args: object) =>
      errorOf(
        call(client, 'chat.startStream', {
          channel,
          thread_ts: sandbox.say({ user: 'ana', channel, text: 'x' }),
          ...args,
        }),
      );
    expect(await start('#llm-help', {})).toBe('missing_recipient_user_id');
    expect(await start('#llm-help', { recipient_user_id: sandbox.user('ana').id })).toBe(
      'missing_recipient_team_id',
    );
    expect(await start('#llm-help', recipient(sandbox))).toBe('ok');
    expect(await start(sandbox.dm('ana'), {})).toBe('ok');
  });

  test('while it streams a message cannot be updated; after five minutes only that is left', async () => {
    const clock = movingClock();
    const sandbox = await testSandbox({ now: clock.now });
    const client = webClient(sandbox);
    const channel = sandbox.dm('ana');
    const thread_ts = sandbox.say({ user: 'ana', channel, text: 'x' });
    const { ts } = await call(client, 'chat.startStream', { channel, thread_ts, markdown_text: 'So ' });
    const update = () => errorOf(client.chat.update({ channel, ts: String(ts), text: 'all of it' }));
    expect(await update()).toBe('streaming_state_conflict');
    clock.pass(300_000);
    const append = call(client, 'chat.appendStream', { channel, ts, markdown_text: 'on' });
    expect(await errorOf(append)).toBe('message_not_in_streaming_state');
    expect(await errorOf(call(client, 'chat.stopStream', { channel, ts }))).toBe(
      'message_not_in_streaming_state',
    );
    expect(await update()).toBe('ok');
  });

  test('bent pieces are invalid_chunks', async () => {
    const sandbox = await testSandbox();
    const channel = sandbox.dm('ana');
    const thread_ts = sandbox.say({ user: 'ana', channel, text: 'x' });
    const answer = await failureOf(
      call(webClient(sandbox), 'chat.startStream', { channel, thread_ts, chunks: [{ type: 'sound' }] }),
    );
    expect(answer).toMatchObject({ error: 'invalid_chunks' });
  });
});

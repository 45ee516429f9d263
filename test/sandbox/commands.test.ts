import { describe, expect, test } from '@jest/globals';
import type { RespondFn } from '@slack/bolt';
import { socketApp } from './support/clients.ts';
import { movingClock } from './support/moving-clock.ts';
import { testSandbox } from './support/test-sandbox.ts';

describe('a slash command', () => {
  test('reaches the app with user, channel and text, and has no thread', async () => {
    const sandbox = await testSandbox();
    const commands: object[] = [];
    await socketApp(sandbox, (app) => {
      app.command('/advise', async ({ ack, command }) => {
        commands.push(command);
        await ack();
      });
    });
    const outcome = await sandbox.command({
      user: 'ana',
      channel: '#llm-help',
      text: '/advise our bot & @ben <3',
    });
    expect(outcome).toEqual({ outcome: 'acked' });
    expect(commands[0]).toMatchObject({
      command: '/advise',
      text: `our bot &amp; <@${sandbox.user('ben').id}|ben> &lt;3`,
      user_id: sandbox.user('ana').id,
      user_name: 'ana',
      channel_id: sandbox.channel('#llm-help').id,
      channel_name: 'llm-help',
      team_id: sandbox.teamId,
      api_app_id: sandbox.appId,
    });
    expect(commands[0]).not.toHaveProperty('thread_ts');
  });

  test('without should_escape brings the text as it was typed', async () => {
    const sandbox = await testSandbox();
    const texts: string[] = [];
    await socketApp(sandbox, (app) => {
      app.command('/plain', async ({ ack, command }) => {
        texts.push(command.text);
        await ack();
      });
    });
    await sandbox.command({ user: 'ana', channel: '#llm-help', text: '/plain @ben <3' });
    expect(texts).toEqual(['@ben <3']);
  });

  test('works where the app is no member', async () => {
    const sandbox = await testSandbox();
    await socketApp(sandbox, (app) => app.command('/advise', ({ ack }) => ack('Only you see this.')));
    await sandbox.command({ user: 'ana', channel: '#random', text: '/advise' });
    expect(sandbox.ephemerals('ana')).toMatchObject([
      { text: 'Only you see this.', user: sandbox.botUserId },
    ]);
  });

  test('can be answered for all to see', async () => {
    const sandbox = await testSandbox();
    await socketApp(sandbox, (app) => {
      app.command('/advise', ({ ack }) => ack({ response_type: 'in_channel', text: 'For everyone.' }));
    });
    await sandbox.command({ user: 'ana', channel: '#llm-help', text: '/advise' });
    expect(sandbox.messages('#llm-help').at(-1)).toMatchObject({
      text: 'For everyone.',
      bot_id: sandbox.botId,
    });
  });

  test('is refused in a thread, and the person is told', async () => {
    const sandbox = await testSandbox();
    const threadTs = sandbox.say({ user: 'ana', channel: '#llm-help', text: 'root' });
    const outcome = await sandbox.command({ user: 'ana', channel: '#llm-help', text: '/advise', threadTs });
    expect(outcome).toEqual({ outcome: 'refused', error: 'not_supported_in_threads' });
    expect(sandbox.ephemerals('ana')).toMatchObject([
      { text: '/advise is not supported in threads. Sorry!', threadTs },
    ]);
  });

  test('that nobody knows is refused', async () => {
    const sandbox = await testSandbox();
    const outcome = await sandbox.command({ user: 'ana', channel: '#llm-help', text: '/nonsense' });
    expect(outcome).toEqual({ outcome: 'refused', error: 'unknown_command' });
    expect(sandbox.ephemerals('ana')[0]?.text).toContain('/nonsense is not a command here');
  });

  test('that is not acknowledged in time fails with operation_timeout', async () => {
    const sandbox = await testSandbox({ limits: { ackMs: 60 } });
    await socketApp(sandbox, (app) => app.command('/advise', async () => {}));
    const outcome = await sandbox.command({ user: 'ana', channel: '#llm-help', text: '/advise now' });
    expect(outcome).toEqual({ outcome: 'failed', error: 'operation_timeout' });
    expect(sandbox.ephemerals('ana')).toMatchObject([
      { text: '/advise failed with the error "operation_timeout".' },
    ]);
  });

  test('without any connection fails with dispatch_failed', async () => {
    const sandbox = await testSandbox();
    const outcome = await sandbox.command({ user: 'ana', channel: '#llm-help', text: '/advise' });
    expect(outcome).toEqual({ outcome: 'failed', error: 'dispatch_failed' });
  });

  test('/invite is Slack’s own, and brings the app in', async () => {
    const sandbox = await testSandbox();
    const outcome = await sandbox.command({ user: 'ana', channel: '#random', text: '/invite @Tune or Not' });
    expect(outcome).toEqual({ outcome: 'built-in' });
    expect(sandbox.channel('#random').members).toContain(sandbox.botUserId);
  });

  test('a mention where the app is no member reaches nobody, and Slack offers to invite it', async () => {
    const sandbox = await testSandbox();
    sandbox.say({ user: 'ana', channel: '#random', text: '@Tune or Not hello?' });
    expect(sandbox.deliveries()).toEqual([]);
    expect(sandbox.ephemerals('ana')).toMatchObject([{ invite: true }]);
  });
});

describe('a response_url', () => {
  /** Runs a command and gives back what answers its response_url. */
  async function respondTo(sandbox: Awaited<ReturnType<typeof testSandbox>>): Promise<RespondFn> {
    const responds: RespondFn[] = [];
    await socketApp(sandbox, (app) => {
      app.command('/advise', async ({ ack, respond }) => {
        responds.push(respond);
        await ack();
      });
    });
    await sandbox.command({ user: 'ana', channel: '#llm-help', text: '/advise' });
    return sandbox.until(() => responds[0]);
  }

  test('answers to one person, or to the channel', async () => {
    const sandbox = await testSandbox();
    const respond = await respondTo(sandbox);
    await respond('for you');
    await respond({ response_type: 'in_channel', text: 'for all' });
    expect(sandbox.ephemerals('ana').map((shown) => shown.text)).toEqual(['for you']);
    expect(sandbox.messages('#llm-help').at(-1)?.text).toBe('for all');
  });

  test('replaces and deletes its first answer', async () => {
    const sandbox = await testSandbox();
    const respond = await respondTo(sandbox);
    await respond('thinking');
    await respond({ replace_original: true, text: 'done' });
    expect(sandbox.ephemerals('ana').map((shown) => shown.text)).toEqual(['done']);
    await respond({ delete_original: true });
    expect(sandbox.ephemerals('ana')).toEqual([]);
  });

  test('may be used five times', async () => {
    const sandbox = await testSandbox();
    const respond = await respondTo(sandbox);
    for (let n = 0; n < 5; n += 1) await respond(`${n}`);
    await expect(respond('one too many')).rejects.toMatchObject({
      code: 'slack_bolt_respond_error',
      statusCode: 404,
    });
    expect(sandbox.requests('response_url').at(-1)?.result).toBe('used_url');
  });

  test('is good for thirty minutes', async () => {
    const clock = movingClock();
    const sandbox = await testSandbox({ now: clock.now });
    const respond = await respondTo(sandbox);
    clock.pass(30 * 60_000 - 1);
    await respond('just in time');
    clock.pass(1);
    await expect(respond('too late')).rejects.toMatchObject({ statusCode: 404 });
    expect(sandbox.requests('response_url').at(-1)?.result).toBe('expired_url');
  });

  test('holds blocks to the same limits', async () => {
    const sandbox = await testSandbox();
    const respond = await respondTo(sandbox);
    const blocks = [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }];
    await expect(respond({ blocks })).rejects.toMatchObject({ statusCode: 400 });
    expect(sandbox.requests('response_url').at(-1)?.result).toBe('invalid_blocks');
  });
});

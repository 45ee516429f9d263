import { describe, expect, test } from '@jest/globals';
import { errorOf, failureOf, webClient } from './support/clients.ts';
import { movingClock } from './support/moving-clock.ts';
import { testSandbox, withoutScopes } from './support/test-sandbox.ts';

describe('who may call', () => {
  test('auth.test says who the bot is', async () => {
    const sandbox = await testSandbox();
    const answer = await webClient(sandbox).auth.test();
    expect(answer).toMatchObject({
      user_id: sandbox.botUserId,
      bot_id: sandbox.botId,
      team_id: sandbox.teamId,
    });
  });

  test('a call without a token is not_authed, one with a wrong token invalid_auth', async () => {
    const sandbox = await testSandbox();
    const call = (headers: Record<string, string>) =>
      fetch(`${sandbox.apiUrl}auth.test`, { method: 'POST', headers }).then((response) => response.json());
    expect(await call({})).toEqual({ ok: false, error: 'not_authed' });
    expect(await call({ authorization: 'Bearer xoxb-wrong' })).toEqual({ ok: false, error: 'invalid_auth' });
  });

  test('a token among the arguments does not count: a foreign web page could send that', async () => {
    const sandbox = await testSandbox();
    const body = new URLSearchParams({ token: sandbox.botToken });
    const answer = await fetch(`${sandbox.apiUrl}auth.test`, { method: 'POST', body });
    expect(await answer.json()).toEqual({ ok: false, error: 'not_authed' });
  });

  test('the bot token does not open sockets, and the app token does not post', async () => {
    const sandbox = await testSandbox();
    expect(await errorOf(webClient(sandbox).apps.connections.open())).toBe('not_allowed_token_type');
    const asApp = webClient(sandbox).chat.postMessage({
      token: sandbox.appToken,
      channel: '#llm-help',
      text: 'hi',
    });
    expect(await errorOf(asApp)).toBe('not_allowed_token_type');
  });

  test('a missing scope is named, beside those that are there', async () => {
    const sandbox = await testSandbox({ app: withoutScopes('users:read') });
    const answer = await failureOf(webClient(sandbox).users.info({ user: sandbox.user('ana').id }));
    const provided = expect.stringContaining('chat:write');
    expect(answer).toMatchObject({ error: 'missing_scope', needed: 'users:read', provided });
  });

  test('history needs the scope of its kind of channel', async () => {
    const sandbox = await testSandbox({ app: withoutScopes('groups:history') });
    const client = webClient(sandbox);
    const publicHistory = client.conversations.history({ channel: sandbox.channel('#llm-help').id });
    expect(await errorOf(publicHistory)).toBe('ok');
    const privateHistory = client.conversations.history({ channel: sandbox.channel('#ml-platform').id });
    expect(await errorOf(privateHistory)).toBe('missing_scope');
  });

  test('tokens stop working when the app is uninstalled', async () => {
    const sandbox = await testSandbox();
    sandbox.uninstall();
    expect(await errorOf(webClient(sandbox).auth.test())).toBe('account_inactive');
  });
});

describe('what a call looks like', () => {
  test('an unknown method is unknown_method', async () => {
    const sandbox = await testSandbox();
    expect(await errorOf(webClient(sandbox).apiCall('chat.sing'))).toBe('unknown_method');
  });

  test('a JSON body is refused: arguments are a form', async () => {
    const sandbox = await testSandbox();
    const answer = await fetch(`${sandbox.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ channel: 'C1', text: 'hi' }),
    });
    expect(await answer.json()).toEqual({ ok: false, error: 'invalid_post_type' });
  });

  test('blocks that are no JSON array are invalid_blocks_format', async () => {
    const sandbox = await testSandbox();
    const client = webClient(sandbox);
    const post = (blocks: string) =>
      errorOf(client.apiCall('chat.postMessage', { channel: '#llm-help', blocks }));
    expect(await post('not json')).toBe('invalid_blocks_format');
    expect(await post('{"type":"divider"}')).toBe('invalid_blocks_format');
  });

  test('a missing argument is named', async () => {
    const sandbox = await testSandbox();
    const answer = await failureOf(webClient(sandbox).apiCall('chat.update', { text: 'x', channel: 'C1' }));
    const messages = ['[ERROR] missing required field: ts [json-pointer:]'];
    expect(answer).toMatchObject({ error: 'invalid_arguments', response_metadata: { messages } });
  });

  test('the log keeps arguments in readable form, and never a token', async () => {
    const sandbox = await testSandbox();
    const blocks = [{ type: 'divider' }];
    await webClient(sandbox).apiCall('chat.postMessage', { channel: '#llm-help', text: 'hi', blocks });
    const [call] = sandbox.requests('chat.postMessage');
    expect(call).toMatchObject({ args: { text: 'hi', blocks }, result: 'ok' });
    expect(JSON.stringify(sandbox.requests())).not.toContain(sandbox.botToken);
  });
});

describe('posting', () => {
  test('a message carries the bot, and lands in the channel', async () => {
    const sandbox = await testSandbox();
    const answer = await webClient(sandbox).chat.postMessage({ channel: '#llm-help', text: 'Not yet.' });
    expect(answer.channel).toBe(sandbox.channel('llm-help').id);
    expect(sandbox.messages('#llm-help').at(-1)).toMatchObject({
      ts: answer.ts,
      text: 'Not yet.',
      bot_id: sandbox.botId,
      app_id: sandbox.appId,
      user: sandbox.botUserId,
    });
  });

  test('timestamps follow the clock and are never the same twice', async () => {
    const clock = movingClock();
    const sandbox = await testSandbox({ now: clock.now });
    const client = webClient(sandbox);
    const first = await client.chat.postMessage({ channel: '#llm-help', text: 'one' });
    const second = await client.chat.postMessage({ channel: '#llm-help', text: 'two' });
    clock.pass(-60_000);
    const third = await client.chat.postMessage({ channel: '#llm-help', text: 'three' });
    const all = [first.ts, second.ts, third.ts];
    expect([...all].sort()).toEqual(all);
    expect(new Set(all).size).toBe(3);
    expect(Math.floor(Number(first.ts))).toBe(clock.now() / 1_000 + 60);
  });

  test('a user id stands for the direct message with them', async () => {
    const sandbox = await testSandbox();
    const answer = await webClient(sandbox).chat.postMessage({
      channel: sandbox.user('ana').id,
      text: 'psst',
    });
    expect(answer.channel).toBe(sandbox.dm('ana'));
  });

  test('a reply belongs to its thread, also when it answers a reply', async () => {
    const sandbox = await testSandbox();
    const root = sandbox.say({ user: 'ana', channel: '#llm-help', text: 'root' });
    const reply = sandbox.say({ user: 'ben', channel: '#llm-help', text: 'reply', threadTs: root });
    const client = webClient(sandbox);
    await client.chat.postMessage({ channel: '#llm-help', text: 'mine', thread_ts: reply });
    expect(sandbox.messages('#llm-help', root).map((message) => message.text)).toEqual([
      'root',
      'reply',
      'mine',
    ]);
    const nowhere = client.chat.postMessage({ channel: '#llm-help', text: 'x', thread_ts: '1.000001' });
    expect(await errorOf(nowhere)).toBe('thread_not_found');
  });

  test('nothing to say is no_text; text beyond 40,000 characters is cut off', async () => {
    const sandbox = await testSandbox();
    const client = webClient(sandbox);
    expect(await errorOf(client.chat.postMessage({ channel: '#llm-help', text: ' ' }))).toBe('no_text');
    await client.chat.postMessage({ channel: '#llm-help', text: 'x'.repeat(40_001) });
    expect(sandbox.messages('#llm-help').at(-1)?.text).toHaveLength(40_000);
  });

  test('channels that the bot may not write in have Slack’s own words', async () => {
    const sandbox = await testSandbox();
    const client = webClient(sandbox);
    const post = (channel: string) => errorOf(client.chat.postMessage({ channel, text: 'hi' }));
    expect(await post('C_NOWHERE')).toBe('channel_not_found');
    expect(await post('#random')).toBe('not_in_channel');
    const secret = sandbox.createChannel({ user: 'ana', name: 'secret', kind: 'private' });
    expect(await post(secret)).toBe('channel_not_found');
    sandbox.archive({ user: 'ana', channel: '#llm-help' });
    expect(await post('#llm-help')).toBe('is_archived');
  });

  test('an ephemeral message is seen by one person only, who must be in the channel', async () => {
    const sandbox = await testSandbox();
    const client = webClient(sandbox);
    const carol = sandbox.addUser({ name: 'carol' });
    const channel = sandbox.channel('#llm-help').id;
    await client.chat.postEphemeral({ channel, user: sandbox.user('ana').id, text: 'between us' });
    expect(sandbox.ephemerals('ana').map((shown) => shown.text)).toEqual(['between us']);
    expect(sandbox.ephemerals('ben')).toEqual([]);
    expect(sandbox.messages('#llm-help').some((message) => message.text === 'between us')).toBe(false);
    expect(await errorOf(client.chat.postEphemeral({ channel, user: carol, text: 'x' }))).toBe(
      'user_not_in_channel',
    );
  });

  test('a permalink leads to the message on the page', async () => {
    const sandbox = await testSandbox();
    const ts = sandbox.say({ user: 'ana', channel: '#llm-help', text: 'here' });
    const channel = sandbox.channel('#llm-help').id;
    const answer = await webClient(sandbox).chat.getPermalink({ channel, message_ts: ts });
    expect(answer.permalink).toBe(`${sandbox.url}/#/${channel}/${ts}`);
  });
});

describe('changing and deleting', () => {
  test('only one’s own messages', async () => {
    const sandbox = await testSandbox();
    const client = webClient(sandbox);
    const channel = sandbox.channel('#llm-help').id;
    const ts = sandbox.say({ user: 'ana', channel, text: 'mine' });
    expect(await errorOf(client.chat.update({ channel, ts, text: 'yours' }))).toBe('cant_update_message');
    expect(await errorOf(client.chat.delete({ channel, ts }))).toBe('cant_delete_message');
    expect(await errorOf(client.chat.update({ channel, ts: '1.000001', text: 'x' }))).toBe(
      'message_not_found',
    );
  });

  test('new text without blocks takes the blocks away; blocks alone keep metadata', async () => {
    const sandbox = await testSandbox();
    const client = webClient(sandbox);
    const metadata = { event_type: 'verdict', event_payload: { key: 'k1' } };
    const blocks = [{ type: 'divider' }];
    const { channel = '', ts = '' } = await client.chat.postMessage({
      channel: '#llm-help',
      text: 'a',
      blocks,
      metadata,
    });
    await client.chat.update({ channel, ts, text: 'b', blocks });
    expect(sandbox.messages(channel).at(-1)).toMatchObject({ text: 'b', metadata });
    await client.chat.update({ channel, ts, text: 'c' });
    const last = sandbox.messages(channel).at(-1);
    expect(last?.blocks).toBeUndefined();
    expect(last).toMatchObject({ text: 'c', metadata, edited: { user: sandbox.botId } });
  });

  test('an update of more than 4,000 characters is msg_too_long', async () => {
    const sandbox = await testSandbox();
    const client = webClient(sandbox);
    const { channel = '', ts = '' } = await client.chat.postMessage({ channel: '#llm-help', text: 'a' });
    expect(await errorOf(client.chat.update({ channel, ts, text: 'x'.repeat(4_001) }))).toBe('msg_too_long');
    expect(await errorOf(client.chat.update({ channel, ts, text: 'x'.repeat(4_000) }))).toBe('ok');
  });
});

import { describe, expect, test } from '@jest/globals';
import { errorOf, webClient } from './support/clients.ts';
import { testSandbox } from './support/test-sandbox.ts';

describe('reading', () => {
  test('history is newest first without replies, and comes in pages', async () => {
    const sandbox = await testSandbox();
    const channel = sandbox.createChannel({ user: 'ana', name: 'pages', members: [sandbox.botUserId] });
    const roots = ['1', '2', '3', '4', '5'].map((text) => sandbox.say({ user: 'ana', channel, text }));
    sandbox.say({ user: 'ana', channel, text: 'reply', threadTs: roots[0] ?? '' });
    const client = webClient(sandbox);
    const first = await client.conversations.history({ channel, limit: 2 });
    expect(first.messages?.map((message) => message.text)).toEqual(['5', '4']);
    expect(first.has_more).toBe(true);
    const cursor = first.response_metadata?.next_cursor ?? '';
    const second = await client.conversations.history({ channel, limit: 10, cursor });
    expect(second.messages?.map((message) => message.text)).toEqual(['3', '2', '1']);
    expect(second.messages?.at(-1)).toMatchObject({ reply_count: 1, thread_ts: roots[0] });
    expect(second.has_more).toBe(false);
    expect(await errorOf(client.conversations.history({ channel, cursor: 'bent' }))).toBe('invalid_cursor');
  });

  test('oldest and latest bound a page, and count themselves only when inclusive', async () => {
    const sandbox = await testSandbox();
    const channel = sandbox.createChannel({ user: 'ana', name: 'window', members: [sandbox.botUserId] });
    const [one = '', two = '', three = ''] = ['1', '2', '3'].map((text) =>
      sandbox.say({ user: 'ana', channel, text }),
    );
    const client = webClient(sandbox);
    const texts = async (args: { oldest?: string; latest?: string; inclusive?: boolean }) =>
      (await client.conversations.history({ channel, ...args })).messages?.map((message) => message.text);
    expect(await texts({ oldest: one })).toEqual(['3', '2']);
    expect(await texts({ oldest: one, latest: three })).toEqual(['2']);
    expect(await texts({ oldest: two, latest: two, inclusive: true })).toEqual(['2']);
  });

  test('metadata is shown only when it is asked for', async () => {
    const sandbox = await testSandbox();
    const client = webClient(sandbox);
    const metadata = { event_type: 'outbox', event_payload: { key: 'k7' } };
    const { channel = '', ts = '' } = await client.chat.postMessage({
      channel: '#llm-help',
      text: 'a',
      metadata,
    });
    const read = async (include_all_metadata: boolean) =>
      (await client.conversations.replies({ channel, ts, include_all_metadata })).messages?.[0]?.metadata;
    expect(await read(true)).toEqual(metadata);
    expect(await read(false)).toBeUndefined();
    const bent = client.apiCall('chat.postMessage', { channel, text: 'x', metadata: { event_type: 'x' } });
    expect(await errorOf(bent)).toBe('invalid_metadata_format');
  });

  test('replies begin with the first message, also on later pages of nobody else’s thread', async () => {
    const sandbox = await testSandbox();
    const channel = sandbox.channel('#llm-help').id;
    const root = sandbox.say({ user: 'ana', channel, text: 'root' });
    for (const text of ['a', 'b', 'c']) sandbox.say({ user: 'ben', channel, text, threadTs: root });
    const client = webClient(sandbox);
    const first = await client.conversations.replies({ channel, ts: root, limit: 2 });
    expect(first.messages?.map((message) => message.text)).toEqual(['root', 'a']);
    const cursor = first.response_metadata?.next_cursor ?? '';
    const second = await client.conversations.replies({ channel, ts: root, limit: 2, cursor });
    expect(second.messages?.map((message) => message.text)).toEqual(['b', 'c']);
    expect(await errorOf(client.conversations.replies({ channel, ts: '1.000001' }))).toBe('thread_not_found');
  });

  test('a private channel is invisible until the bot is a member', async () => {
    const sandbox = await testSandbox();
    const channel = sandbox.createChannel({ user: 'ana', name: 'secret', kind: 'private' });
    const client = webClient(sandbox);
    expect(await errorOf(client.conversations.info({ channel }))).toBe('channel_not_found');
    sandbox.addMember({ user: 'ana', channel, member: sandbox.botUserId });
    expect((await client.conversations.info({ channel })).channel).toMatchObject({
      is_private: true,
      is_member: true,
    });
    const listed = await client.conversations.list({ types: 'private_channel' });
    expect(listed.channels?.map(({ name }) => name)).toEqual(['ml-platform', 'secret']);
  });

  test('a shared channel says so', async () => {
    const sandbox = await testSandbox();
    const channel = sandbox.createChannel({ user: 'ana', name: 'with-vendor', kind: 'shared' });
    const answer = await webClient(sandbox).conversations.info({ channel });
    expect(answer.channel).toMatchObject({ is_ext_shared: true });
  });

  test('users come with names and time zones', async () => {
    const sandbox = await testSandbox({ now: () => Date.UTC(2026, 0, 15) });
    const { user } = await webClient(sandbox).users.info({ user: sandbox.user('ben').id });
    expect(user).toMatchObject({ name: 'ben', tz: 'America/New_York', tz_offset: -18_000, is_bot: false });
    expect(await errorOf(webClient(sandbox).users.info({ user: 'U404' }))).toBe('user_not_found');
  });

  test('the bot joins a public channel, opens direct messages, reacts once and bookmarks', async () => {
    const sandbox = await testSandbox();
    const client = webClient(sandbox);
    const channel = sandbox.channel('#random').id;
    await client.conversations.join({ channel });
    expect((await client.conversations.members({ channel })).members).toContain(sandbox.botUserId);
    const opened = await client.conversations.open({ users: sandbox.user('ben').id });
    expect(opened.channel?.id).toBe(sandbox.dm('ben'));
    const timestamp = sandbox.say({ user: 'ben', channel, text: 'cake' });
    await client.reactions.add({ channel, timestamp, name: 'cake' });
    expect(await errorOf(client.reactions.add({ channel, timestamp, name: 'cake' }))).toBe('already_reacted');
    expect(sandbox.messages(channel).at(-1)?.reactions).toMatchObject([{ name: 'cake', count: 1 }]);
    const bookmark = {
      channel_id: channel,
      title: 'Guide',
      type: 'link' as const,
      link: 'https://example.org',
    };
    expect((await client.bookmarks.add(bookmark)).bookmark).toMatchObject({ title: 'Guide' });
  });
});

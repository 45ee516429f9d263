import { describe, expect, test } from '@jest/globals';
import { socketApp, webClient } from './support/clients.ts';
import { collect, type Heard } from './support/heard.ts';
import { testSandbox, withoutScopes } from './support/test-sandbox.ts';

describe('events over Socket Mode', () => {
  test('what people say in a channel of the app reaches it once, with its channel_type', async () => {
    const sandbox = await testSandbox();
    const types: unknown[] = [];
    await socketApp(sandbox, (app) => app.message(async ({ event }) => void types.push(event.channel_type)));
    sandbox.say({ user: 'ana', channel: '#llm-help', text: 'public' });
    sandbox.say({ user: 'ana', channel: '#ml-platform', text: 'private' });
    sandbox.say({ user: 'ana', channel: sandbox.dm('ana'), text: 'direct' });
    sandbox.say({ user: 'ana', channel: '#random', text: 'the app is no member here' });
    await sandbox.until(
      () => sandbox.deliveries().length === 3 && sandbox.deliveries().every((d) => d.state === 'acked'),
    );
    expect(types).toEqual(['channel', 'group', 'im']);
  });

  test('a mention arrives both as app_mention and as message', async () => {
    const sandbox = await testSandbox();
    const heard: Heard[] = [];
    await socketApp(sandbox, collect(heard));
    sandbox.say({ user: 'ana', channel: '#llm-help', text: '@Tune or Not should we?' });
    await sandbox.until(() => heard.length === 2);
    expect(heard.map((event) => event.type).sort()).toEqual(['app_mention', 'message']);
    expect(heard[0]?.text).toBe(`<@${sandbox.botUserId}> should we?`);
  });

  test('only what is subscribed to and covered by a scope', async () => {
    const app = { ...withoutScopes('app_mentions:read'), botEvents: ['app_mention', 'message.im'] };
    const sandbox = await testSandbox({ app });
    sandbox.say({ user: 'ana', channel: '#llm-help', text: '@Tune or Not hello' });
    sandbox.say({ user: 'ana', channel: sandbox.dm('ana'), text: 'hello' });
    expect(sandbox.deliveries().map((delivery) => delivery.type)).toEqual(['message']);
  });

  test('the bot hears its own posts, updates and deletions', async () => {
    const sandbox = await testSandbox();
    const heard: Heard[] = [];
    await socketApp(sandbox, collect(heard));
    const client = webClient(sandbox);
    const { channel = '', ts = '' } = await client.chat.postMessage({ channel: '#llm-help', text: 'one' });
    await client.chat.update({ channel, ts, text: 'two' });
    await client.chat.delete({ channel, ts });
    await sandbox.until(() => heard.length === 3);
    expect(heard).toMatchObject([
      { type: 'message', subtype: undefined, text: 'one' },
      { subtype: 'message_changed', text: 'two' },
      { subtype: 'message_deleted' },
    ]);
  });

  test('its own post that names it is no mention', async () => {
    const sandbox = await testSandbox();
    await webClient(sandbox).chat.postMessage({ channel: '#llm-help', text: `I am <@${sandbox.botUserId}>` });
    expect(sandbox.deliveries().map((delivery) => delivery.type)).toEqual(['message']);
  });

  test('a shared channel is marked in the envelope', async () => {
    const sandbox = await testSandbox();
    const marks: unknown[] = [];
    await socketApp(sandbox, (app) =>
      app.message(async ({ body }) => void marks.push(body.is_ext_shared_channel)),
    );
    const channel = sandbox.createChannel({
      user: 'ana',
      name: 'vendor',
      kind: 'shared',
      members: ['Tune or Not'],
    });
    sandbox.say({ user: 'ana', channel, text: 'hello' });
    await sandbox.until(() => marks.length === 1);
    expect(marks).toEqual([true]);
  });

  test('edits and deletions of people arrive with what was there before', async () => {
    const sandbox = await testSandbox();
    const events: object[] = [];
    await socketApp(sandbox, (app) => app.message(async ({ event }) => void events.push(event)));
    const ts = sandbox.say({ user: 'ana', channel: '#llm-help', text: 'we have 80 pairs' });
    sandbox.edit({ user: 'ana', channel: '#llm-help', ts, text: 'we have 800 pairs' });
    sandbox.remove({ user: 'ana', channel: '#llm-help', ts });
    await sandbox.until(() => events.length === 3);
    expect(events.slice(1)).toMatchObject([
      {
        subtype: 'message_changed',
        previous_message: { text: 'we have 80 pairs' },
        message: { text: 'we have 800 pairs', edited: { user: sandbox.user('ana').id } },
      },
      { subtype: 'message_deleted', deleted_ts: ts, previous_message: { text: 'we have 800 pairs' } },
    ]);
  });

  test('a deleted message with replies becomes a tombstone, which arrives as a change', async () => {
    const sandbox = await testSandbox();
    const events: object[] = [];
    await socketApp(sandbox, (app) => app.message(async ({ event }) => void events.push(event)));
    const ts = sandbox.say({ user: 'ana', channel: '#llm-help', text: 'root' });
    sandbox.say({ user: 'ben', channel: '#llm-help', text: 'reply', threadTs: ts });
    sandbox.remove({ user: 'ana', channel: '#llm-help', ts });
    await sandbox.until(() => events.length === 3);
    expect(events[2]).toMatchObject({ subtype: 'message_changed', message: { subtype: 'tombstone', ts } });
  });

  test('joining, archiving, reactions and the Home tab are told', async () => {
    const sandbox = await testSandbox();
    const heard: Heard[] = [];
    await socketApp(sandbox, collect(heard));
    sandbox.addMember({ user: 'ana', channel: '#random', member: sandbox.botUserId });
    const ts = sandbox.say({ user: 'ana', channel: '#random', text: 'welcome' });
    sandbox.react({ user: 'ben', channel: '#random', ts, name: 'wave' });
    sandbox.openHome('ana');
    sandbox.archive({ user: 'ana', channel: '#random' });
    await sandbox.until(() => heard.length === 6);
    expect(heard.map((event) => event.subtype ?? event.type)).toEqual([
      'channel_join',
      'member_joined_channel',
      'message',
      'reaction_added',
      'app_home_opened',
      'channel_archive',
    ]);
  });

  test('a changed time zone, and an account that is closed, are told with the profile as it is then', async () => {
    const sandbox = await testSandbox();
    const users: object[] = [];
    await socketApp(sandbox, (app) =>
      app.event('user_change', async ({ event }) => void users.push(event.user)),
    );
    sandbox.changeZone({ user: 'ben', tz: 'Asia/Tokyo' });
    sandbox.deactivateUser('ben');
    await sandbox.until(() => users.length === 2);
    const ben = { id: sandbox.user('ben').id, tz: 'Asia/Tokyo', tz_offset: 32_400 };
    expect(users).toMatchObject([
      { ...ben, deleted: false },
      { ...ben, deleted: true },
    ]);
    expect(() => sandbox.changeZone({ user: 'ana', tz: 'Mars/Base' })).toThrow(/no time zone Mars/);
  });

  test('the envelope names workspace and authorizations', async () => {
    const sandbox = await testSandbox();
    const bodies: object[] = [];
    await socketApp(sandbox, (app) => app.event('app_mention', async ({ body }) => void bodies.push(body)));
    sandbox.say({ user: 'ana', channel: '#llm-help', text: '@Tune or Not' });
    await sandbox.until(() => bodies.length === 1);
    expect(bodies[0]).toMatchObject({
      type: 'event_callback',
      team_id: sandbox.teamId,
      context_team_id: sandbox.teamId,
      api_app_id: sandbox.appId,
      event_id: expect.stringMatching(/^Ev/),
      authorizations: [{ user_id: sandbox.botUserId, is_bot: true }],
      is_ext_shared_channel: false,
    });
  });
});

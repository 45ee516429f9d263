import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../src/sandbox/server/sandbox.ts';
import { call, socketApp, webClient } from './support/clients.ts';
import { testSandbox } from './support/test-sandbox.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const option = (value: string) => ({ text: plain(value.toUpperCase()), value });

const elements: Record<string, object> = {
  go: { type: 'button', action_id: 'go', text: plain('Go'), value: 'case-1' },
  more: { type: 'overflow', action_id: 'more', options: [option('a'), option('b')] },
  pick: { type: 'static_select', action_id: 'pick', options: [option('a'), option('b')] },
  many: {
    type: 'multi_static_select',
    action_id: 'many',
    option_groups: [{ label: plain('G'), options: [option('a'), option('b')] }],
  },
  who: { type: 'users_select', action_id: 'who' },
  where: { type: 'conversations_select', action_id: 'where' },
  day: { type: 'datepicker', action_id: 'day' },
  hour: { type: 'timepicker', action_id: 'hour' },
  tick: { type: 'checkboxes', action_id: 'tick', options: [option('a'), option('b')] },
  radio: { type: 'radio_buttons', action_id: 'radio', options: [option('a'), option('b')] },
};

/** Posts a message with all the elements, and notes every action that the app gets. */
async function boards(sandbox: Sandbox, actions: object[]): Promise<string> {
  await socketApp(sandbox, (app) => {
    app.action(/.*/, async ({ ack, body }) => {
      actions.push(body);
      await ack();
    });
  });
  const blocks = [
    { type: 'actions', block_id: 'board', elements: Object.values(elements) },
    {
      type: 'context_actions',
      block_id: 'feedback',
      elements: [
        {
          type: 'feedback_buttons',
          action_id: 'rate',
          positive_button: { text: plain('Good'), value: 'good' },
          negative_button: { text: plain('Bad'), value: 'bad' },
        },
        {
          type: 'icon_button',
          action_id: 'bin',
          icon: 'trash',
          text: plain('Delete'),
          value: 'x',
          visible_to_user_ids: [sandbox.user('ana').id],
        },
      ],
    },
  ];
  const board = { channel: '#llm-help', text: 'board', blocks };
  return String((await call(webClient(sandbox), 'chat.postMessage', board)).ts);
}

describe('a click in a message', () => {
  test('carries the person, the message, the channel and what to answer with', async () => {
    const sandbox = await testSandbox();
    const actions: object[] = [];
    const messageTs = await boards(sandbox, actions);
    const channel = sandbox.channel('#llm-help').id;
    const outcome = await sandbox.click({ user: 'ben', channel, messageTs, actionId: 'go' });
    expect(outcome).toEqual({ outcome: 'acked' });
    expect(actions[0]).toMatchObject({
      type: 'block_actions',
      user: { id: sandbox.user('ben').id, username: 'ben' },
      channel: { id: channel, name: 'llm-help' },
      container: { type: 'message', message_ts: messageTs, channel_id: channel, is_ephemeral: false },
      message: { ts: messageTs, text: 'board' },
      response_url: expect.stringContaining(`${sandbox.url}/response/`),
      trigger_id: expect.any(String),
      actions: [
        { type: 'button', block_id: 'board', action_id: 'go', value: 'case-1', text: { text: 'Go' } },
      ],
    });
  });

  const choices: [string, string | string[], object][] = [
    ['more', 'b', { selected_option: { value: 'b' } }],
    ['pick', 'b', { selected_option: { value: 'b', text: { text: 'B' } } }],
    ['many', ['a', 'b'], { selected_options: [{ value: 'a' }, { value: 'b' }] }],
    ['who', 'U0BEN000001', { selected_user: 'U0BEN000001' }],
    ['where', 'C0SANDBOX01', { selected_conversation: 'C0SANDBOX01' }],
    ['day', '2026-12-01', { selected_date: '2026-12-01' }],
    ['hour', '09:30', { selected_time: '09:30' }],
    ['tick', ['b'], { selected_options: [{ value: 'b' }] }],
    ['radio', 'a', { selected_option: { value: 'a' } }],
    ['rate', 'negative', { value: 'bad', text: { text: 'Bad' } }],
  ];

  test('each kind of element says what was chosen in its own way', async () => {
    const sandbox = await testSandbox();
    const bodies: object[] = [];
    const messageTs = await boards(sandbox, bodies);
    for (const [actionId, value] of choices) {
      await sandbox.click({ user: 'ana', channel: '#llm-help', messageTs, actionId, value });
    }
    expect(bodies).toMatchObject(
      choices.map(([action_id, , chosen]) => ({ actions: [{ action_id, ...chosen }] })),
    );
  });

  test('what is not there cannot be clicked', async () => {
    const sandbox = await testSandbox();
    const messageTs = await boards(sandbox, []);
    const click = (request: { user?: string; actionId?: string; value?: string }) =>
      sandbox.click({ user: 'ana', channel: '#llm-help', messageTs, actionId: 'go', ...request });
    await expect(click({ actionId: 'nothing' })).rejects.toMatchObject({ code: 'element_not_found' });
    await expect(click({ actionId: 'pick', value: 'c' })).rejects.toMatchObject({ code: 'no_such_option' });
    await expect(click({ user: 'ben', actionId: 'bin' })).rejects.toMatchObject({
      code: 'element_not_found',
    });
    expect(await click({ actionId: 'bin' })).toEqual({ outcome: 'acked' });
  });

  test('what was redrawn while the finger came down is pressed as it was seen', async () => {
    const sandbox = await testSandbox();
    const pressed: unknown[] = [];
    await socketApp(sandbox, (app) => {
      app.action('go', async ({ ack, payload }) => {
        pressed.push(payload);
        await ack();
      });
    });
    const client = webClient(sandbox);
    const go = (value: string) => [
      { type: 'actions', elements: [{ type: 'button', action_id: 'go', text: plain('Go'), value }] },
    ];
    const board = { channel: '#llm-help', text: 'board' };
    const ts = String((await call(client, 'chat.postMessage', { ...board, blocks: go('seen') })).ts);
    const channel = sandbox.channel('#llm-help').id;
    const seen = sandbox.messages('#llm-help', ts)[0]?.blocks?.[0]?.block_id;
    await call(client, 'chat.update', { channel, ts, text: 'board', blocks: go('new') });
    const click = { user: 'ana', channel, messageTs: ts, actionId: 'go' };
    await sandbox.click({ ...click, blockId: String(seen) });
    await sandbox.click(click);
    expect(pressed).toMatchObject([{ value: 'seen' }, { value: 'new' }]);
    await expect(sandbox.click({ ...click, blockId: 'never' })).rejects.toMatchObject({
      code: 'element_not_found',
    });
  });

  test('the app can answer in place, or take an ephemeral message away', async () => {
    const sandbox = await testSandbox();
    await socketApp(sandbox, (app) => {
      app.action('replace', async ({ ack, respond }) => {
        await ack();
        await respond({ replace_original: true, text: 'replaced' });
      });
      app.action('away', async ({ ack, respond }) => {
        await ack();
        await respond({ delete_original: true });
      });
    });
    const client = webClient(sandbox);
    const channel = sandbox.channel('#llm-help').id;
    const blocks = ['replace', 'away'].map((action_id) => ({
      type: 'actions',
      elements: [{ type: 'button', action_id, text: plain(action_id) }],
    }));
    const posted = await call(client, 'chat.postMessage', { channel, text: 'original', blocks });
    const whispered = await call(client, 'chat.postEphemeral', {
      channel,
      user: sandbox.user('ana').id,
      text: 'psst',
      blocks,
    });
    await sandbox.click({ user: 'ana', channel, messageTs: String(posted.ts), actionId: 'replace' });
    await sandbox.until(() => sandbox.messages(channel).at(-1)?.text === 'replaced');
    await sandbox.click({ user: 'ana', channel, messageTs: String(whispered.message_ts), actionId: 'away' });
    await sandbox.until(() => sandbox.ephemerals('ana').length === 0);
  });

  test('that nobody acknowledges is told to the person', async () => {
    const sandbox = await testSandbox({ limits: { ackMs: 60 } });
    const messageTs = await boards(sandbox, []);
    sandbox.faults.ignoreAcks();
    const outcome = await sandbox.click({ user: 'ana', channel: '#llm-help', messageTs, actionId: 'go' });
    expect(outcome).toEqual({ outcome: 'failed', error: 'operation_timeout' });
    expect(sandbox.ephemerals('ana')).toMatchObject([
      { text: 'Tune or Not failed with the error "operation_timeout".' },
    ]);
  });
});

describe('a message shortcut', () => {
  test('brings the message, also from a thread and where the app is no member', async () => {
    const sandbox = await testSandbox();
    const shortcuts: object[] = [];
    await socketApp(sandbox, (app) => {
      app.shortcut('ask_about', async ({ ack, shortcut }) => {
        shortcuts.push(shortcut);
        await ack();
      });
    });
    const root = sandbox.say({ user: 'ana', channel: '#random', text: 'root' });
    const messageTs = sandbox.say({ user: 'ben', channel: '#random', text: 'in the thread', threadTs: root });
    await sandbox.shortcut({ user: 'ana', callbackId: 'ask_about', channel: '#random', messageTs });
    expect(shortcuts[0]).toMatchObject({
      type: 'message_action',
      callback_id: 'ask_about',
      message: { text: 'in the thread', thread_ts: root, user: sandbox.user('ben').id },
      channel: { name: 'random' },
      user: { id: sandbox.user('ana').id },
      trigger_id: expect.any(String),
      response_url: expect.any(String),
    });
    const unknown = sandbox.shortcut({ user: 'ana', callbackId: 'other', channel: '#random', messageTs });
    await expect(unknown).rejects.toMatchObject({ code: 'shortcut_not_found' });
  });
});

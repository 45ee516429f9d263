import { describe, expect, test } from '@jest/globals';
import { checkMessageBlocks } from '../../src/sandbox/server/blocks/check-message-blocks.ts';
import { checkHome, checkModal } from '../../src/sandbox/server/blocks/check-view.ts';
import type { JsonObject } from '../../src/sandbox/wire/json.ts';
import { errorOf, failureOf, webClient } from './support/clients.ts';
import { testSandbox } from './support/test-sandbox.ts';

const text = (length: number) => 'x'.repeat(length);
const plain = (length: number) => ({ type: 'plain_text', text: text(length) });
const mrkdwn = (length: number) => ({ type: 'mrkdwn', text: text(length) });
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
const button = (extra: JsonObject = {}) => ({ type: 'button', text: plain(5), ...extra });
const option = (value = 'v', label = 5) => ({ text: plain(label), value });
const actions = (...elements: JsonObject[]) => ({ type: 'actions', elements });
const input = (element: JsonObject, extra: JsonObject = {}) => ({
  type: 'input',
  label: plain(5),
  element,
  ...extra,
});
const feedback = {
  type: 'feedback_buttons',
  positive_button: { text: plain(4), value: 'good' },
  negative_button: { text: plain(3), value: 'bad' },
};

/** Each pair is a block that Slack takes and one that is one step too far. */
const edges: [string, JsonObject[], JsonObject[]][] = [
  ['50 blocks', times(50, () => ({ type: 'divider' })), times(51, () => ({ type: 'divider' }))],
  [
    'section text of 3,000',
    [{ type: 'section', text: mrkdwn(3_000) }],
    [{ type: 'section', text: mrkdwn(3_001) }],
  ],
  ['section text of 1', [{ type: 'section', text: mrkdwn(1) }], [{ type: 'section', text: mrkdwn(0) }]],
  [
    '10 fields',
    [{ type: 'section', fields: times(10, () => mrkdwn(1)) }],
    [{ type: 'section', fields: times(11, () => mrkdwn(1)) }],
  ],
  [
    'a field of 2,000',
    [{ type: 'section', fields: [mrkdwn(2_000)] }],
    [{ type: 'section', fields: [mrkdwn(2_001)] }],
  ],
  ['a section with text or fields', [{ type: 'section', fields: [mrkdwn(1)] }], [{ type: 'section' }]],
  ['a header of 150', [{ type: 'header', text: plain(150) }], [{ type: 'header', text: plain(151) }]],
  ['a header in plain text', [{ type: 'header', text: plain(5) }], [{ type: 'header', text: mrkdwn(5) }]],
  [
    '10 context elements',
    [{ type: 'context', elements: times(10, () => mrkdwn(1)) }],
    [{ type: 'context', elements: times(11, () => mrkdwn(1)) }],
  ],
  ['25 actions', [actions(...times(25, () => button()))], [actions(...times(26, () => button()))]],
  ['a button text of 75', [actions(button({ text: plain(75) }))], [actions(button({ text: plain(76) }))]],
  [
    'a button value of 2,000',
    [actions(button({ value: text(2_000) }))],
    [actions(button({ value: text(2_001) }))],
  ],
  [
    'an action_id of 255',
    [actions(button({ action_id: text(255) }))],
    [actions(button({ action_id: text(256) }))],
  ],
  [
    'a block_id of 255',
    [{ type: 'divider', block_id: text(255) }],
    [{ type: 'divider', block_id: text(256) }],
  ],
  [
    'an option value of 75',
    [actions({ type: 'static_select', options: [option(text(75))] })],
    [actions({ type: 'static_select', options: [option(text(76))] })],
  ],
  [
    'an option text of 75',
    [actions({ type: 'static_select', options: [option('v', 75)] })],
    [actions({ type: 'static_select', options: [option('v', 76)] })],
  ],
  [
    '100 options',
    [actions({ type: 'static_select', options: times(100, (i) => option(`${i}`)) })],
    [actions({ type: 'static_select', options: times(101, (i) => option(`${i}`)) })],
  ],
  [
    '5 overflow options',
    [actions({ type: 'overflow', options: times(5, (i) => option(`${i}`)) })],
    [actions({ type: 'overflow', options: times(6, (i) => option(`${i}`)) })],
  ],
  [
    '10 radio buttons',
    [actions({ type: 'radio_buttons', options: times(10, (i) => option(`${i}`)) })],
    [actions({ type: 'radio_buttons', options: times(11, (i) => option(`${i}`)) })],
  ],
  [
    'options or groups, not both',
    [actions({ type: 'static_select', options: [option()] })],
    [
      actions({
        type: 'static_select',
        options: [option()],
        option_groups: [{ label: plain(3), options: [option()] }],
      }),
    ],
  ],
  [
    '5 context actions',
    [{ type: 'context_actions', elements: times(5, () => feedback) }],
    [{ type: 'context_actions', elements: times(6, () => feedback) }],
  ],
  [
    'the trash icon',
    [{ type: 'context_actions', elements: [{ type: 'icon_button', icon: 'trash', text: plain(3) }] }],
    [{ type: 'context_actions', elements: [{ type: 'icon_button', icon: 'star', text: plain(3) }] }],
  ],
  [
    'an input label of 2,000',
    [input({ type: 'plain_text_input' }, { label: plain(2_000) })],
    [input({ type: 'plain_text_input' }, { label: plain(2_001) })],
  ],
  [
    'a text input in an input block',
    [input({ type: 'plain_text_input' })],
    [actions({ type: 'plain_text_input' })],
  ],
  [
    '12,000 characters of markdown in total',
    [
      { type: 'markdown', text: text(6_000) },
      { type: 'markdown', text: text(6_000) },
    ],
    [
      { type: 'markdown', text: text(6_000) },
      { type: 'markdown', text: text(6_001) },
    ],
  ],
  [
    'one table',
    [{ type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] }],
    times(2, () => ({ type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] })),
  ],
  [
    'rows of the same length',
    [{ type: 'table', rows: times(2, () => [{ type: 'raw_text', text: 'a' }]) }],
    [{ type: 'table', rows: times(2, (i) => times(i + 1, () => ({ type: 'raw_text', text: 'a' }))) }],
  ],
  [
    'a confirm text of 300',
    [actions(button({ confirm: { text: plain(300) } }))],
    [actions(button({ confirm: { text: plain(301) } }))],
  ],
  [
    'block ids used once',
    [
      { type: 'divider', block_id: 'a' },
      { type: 'divider', block_id: 'b' },
    ],
    times(2, () => ({ type: 'divider', block_id: 'a' })),
  ],
  [
    'action ids used once in a block',
    [actions(button({ action_id: 'a' }), button({ action_id: 'b' }))],
    [actions(button({ action_id: 'a' }), button({ action_id: 'a' }))],
  ],
  ['known members only', [{ type: 'divider' }], [{ type: 'divider', colour: 'red' }]],
  ['known blocks only', [{ type: 'divider' }], [{ type: 'marquee' }]],
  ['alerts in modals only', [{ type: 'divider' }], [{ type: 'alert', text: plain(5) }]],
];

describe('a message may have', () => {
  test.each(edges)('%s, and no more', (_name, fits, exceeds) => {
    expect(checkMessageBlocks(fits)).toBeUndefined();
    expect(checkMessageBlocks(exceeds)).toMatchObject({ error: 'invalid_blocks' });
  });

  test('13,200 characters of text in all its blocks, and no more', () => {
    const sections = (last: number) => [
      ...times(4, () => ({ type: 'section', text: mrkdwn(3_000) })),
      { type: 'section', text: mrkdwn(last) },
    ];
    expect(checkMessageBlocks(sections(1_200))).toBeUndefined();
    expect(checkMessageBlocks(sections(1_201))).toMatchObject({ error: 'msg_blocks_too_long' });
  });
});

const modal = (extra: JsonObject = {}) => ({
  type: 'modal',
  title: plain(5),
  blocks: [{ type: 'divider' }],
  ...extra,
});
const views: [string, JsonObject, JsonObject][] = [
  ['a title of 24', modal({ title: plain(24) }), modal({ title: plain(25) })],
  ['a submit text of 24', modal({ submit: plain(24) }), modal({ submit: plain(25) })],
  ['a close text of 24', modal({ close: plain(24) }), modal({ close: plain(25) })],
  [
    'private_metadata of 3,000',
    modal({ private_metadata: text(3_000) }),
    modal({ private_metadata: text(3_001) }),
  ],
  ['a callback_id of 255', modal({ callback_id: text(255) }), modal({ callback_id: text(256) })],
  [
    '100 blocks',
    modal({ blocks: times(100, () => ({ type: 'divider' })) }),
    modal({ blocks: times(101, () => ({ type: 'divider' })) }),
  ],
  [
    'inputs with a submit button',
    modal({ submit: plain(4), blocks: [input({ type: 'plain_text_input' })] }),
    modal({ blocks: [input({ type: 'plain_text_input' })] }),
  ],
  ['no feedback buttons', modal(), modal({ blocks: [{ type: 'context_actions', elements: [feedback] }] })],
];

describe('a modal may have', () => {
  test.each(views)('%s', (_name, fits, exceeds) => {
    expect(checkModal(fits)).toHaveProperty('view');
    expect(checkModal(exceeds)).toMatchObject({ error: 'invalid_arguments' });
  });

  test('250,000 bytes, and no more', () => {
    const many = times(90, () => ({ type: 'section', text: mrkdwn(2_900) }));
    expect(checkHome({ type: 'home', blocks: many })).toMatchObject({ error: 'view_too_large' });
  });
});

describe('the answer says what is wrong and where', () => {
  test('as Slack says it, in both places', async () => {
    const sandbox = await testSandbox();
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: text(3_001) } }];
    const answer = await failureOf(
      webClient(sandbox).apiCall('chat.postMessage', { channel: '#llm-help', text: 'a', blocks }),
    );
    const message = 'must be less than 3001 characters [json-pointer:/blocks/0/text/text]';
    expect(answer).toMatchObject({
      error: 'invalid_blocks',
      errors: [message],
      response_metadata: { messages: [`[ERROR] ${message}`] },
    });
  });

  test.each([
    [[{ type: 'marquee' }], 'unsupported type [json-pointer:/blocks/0/type]'],
    [[{ type: 'header' }], 'missing required field: text [json-pointer:/blocks/0]'],
    [[{ type: 'divider', colour: 'red' }], 'invalid additional property: colour [json-pointer:/blocks/0]'],
    [times(51, () => ({ type: 'divider' })), 'no more than 50 items allowed [json-pointer:/blocks]'],
    [[{ type: 'section' }], 'must define either `text` or `fields` [json-pointer:/blocks/0/type]'],
  ])('%j', (blocks, message) => {
    expect(checkMessageBlocks(blocks)?.messages).toEqual([message]);
  });

  test('markdown_text stands alone', async () => {
    const sandbox = await testSandbox();
    const client = webClient(sandbox);
    const post = (args: Record<string, unknown>) =>
      errorOf(client.apiCall('chat.postMessage', { channel: '#llm-help', ...args }));
    expect(await post({ markdown_text: '**yes**' })).toBe('ok');
    expect(await post({ markdown_text: '**yes**', text: 'yes' })).toBe('markdown_text_conflict');
    expect(await post({ markdown_text: text(12_001) })).toBe('msg_too_long');
  });

  test('blocks and elements without ids get some, and keep them in the channel', async () => {
    const sandbox = await testSandbox();
    await webClient(sandbox).apiCall('chat.postMessage', {
      channel: '#llm-help',
      text: 'a',
      blocks: [actions(button())],
    });
    const [block] = sandbox.messages('#llm-help').at(-1)?.blocks ?? [];
    expect(block).toMatchObject({
      block_id: expect.any(String),
      elements: [{ action_id: expect.any(String) }],
    });
  });
});

import { describe, expect, test } from '@jest/globals';
import { webClient } from './support/clients.ts';
import { testSandbox } from './support/test-sandbox.ts';

describe('what people type goes over the wire as Slack sends it', () => {
  const typed: [string, (ids: { ana: string; bot: string; random: string }) => string][] = [
    ['a < b & c > d', () => 'a &lt; b &amp; c &gt; d'],
    ['ask @ana', ({ ana }) => `ask <@${ana}>`],
    ['@ana, please', ({ ana }) => `<@${ana}>, please`],
    ['@Tune or Not should we?', ({ bot }) => `<@${bot}> should we?`],
    ['@tuneornot should we?', ({ bot }) => `<@${bot}> should we?`],
    ['@anaconda is no one', () => '@anaconda is no one'],
    ['mail me at x@ana.example', () => 'mail me at x@ana.example'],
    ['see #random', ({ random }) => `see <#${random}|random>`],
    ['#randomness is no channel', () => '#randomness is no channel'],
    ['@here @channel @everyone', () => '<!here> <!channel> <!everyone>'],
    ['see https://example.org/a?b=1&c=2.', () => 'see <https://example.org/a?b=1&amp;c=2>.'],
    ['<!channel> typed by hand', () => '&lt;!channel&gt; typed by hand'],
    ['<@U0ANA000001> typed by hand', () => '&lt;@U0ANA000001&gt; typed by hand'],
  ];

  test.each(typed)('%s', async (text, wire) => {
    const sandbox = await testSandbox();
    const ts = sandbox.say({ user: 'ben', channel: '#llm-help', text });
    const ids = { ana: sandbox.user('ana').id, bot: sandbox.botUserId, random: sandbox.channel('random').id };
    expect(sandbox.messages('#llm-help').find((message) => message.ts === ts)?.text).toBe(wire(ids));
  });

  test('and with it goes the rich text of the composer', async () => {
    const sandbox = await testSandbox();
    sandbox.say({ user: 'ben', channel: '#llm-help', text: '@ana: 1 < 2' });
    const elements = [
      { type: 'user', user_id: sandbox.user('ana').id },
      { type: 'text', text: ': 1 < 2' },
    ];
    expect(sandbox.messages('#llm-help').at(-1)?.blocks).toMatchObject([{ elements: [{ elements }] }]);
  });
});

describe('whom a message of the bot notifies', () => {
  const section = (text: string) => [{ type: 'section', text: { type: 'mrkdwn', text } }];
  const richText = (element: object) => [
    { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [element] }] },
  ];
  const posts: [string, Record<string, unknown>, string[]][] = [
    ['nobody by plain words', { text: 'hello channel' }, []],
    ['everyone by <!channel>', { text: '<!channel> look' }, ['channel']],
    ['those here by <!here|here>', { text: '<!here|here> look' }, ['here']],
    ['a person by their id', { text: 'hi <@U0ANA000001>' }, ['U0ANA000001']],
    ['a group', { text: '<!subteam^S123|@leads>' }, ['S123']],
    ['nobody when it is escaped', { text: '&lt;!channel&gt; &lt;@U0ANA000001&gt;' }, []],
    ['nobody by a channel or a link', { text: '<#C123|x> <https://example.org|@here>' }, []],
    ['by mrkdwn in blocks', { text: 'a', blocks: section('<!everyone>') }, ['everyone']],
    ['not by escaped mrkdwn in blocks', { text: 'a', blocks: section('&lt;!everyone&gt;') }, []],
    [
      'not by plain_text in blocks',
      { text: 'a', blocks: [{ type: 'header', text: { type: 'plain_text', text: '<!channel>' } }] },
      [],
    ],
    [
      'by rich text’s own elements',
      { text: 'a', blocks: richText({ type: 'broadcast', range: 'here' }) },
      ['here'],
    ],
    ['not by words in rich text', { text: 'a', blocks: richText({ type: 'text', text: '<!channel>' }) }, []],
    ['by bare words only with link_names', { text: '@channel', link_names: true }, ['channel']],
    ['not by bare words otherwise', { text: '@channel' }, []],
    ['once, however often it is said', { text: '<!here> <!here>', blocks: section('<!here>') }, ['here']],
  ];

  test.each(posts)('%s', async (_name, args, targets) => {
    const sandbox = await testSandbox();
    await webClient(sandbox).apiCall('chat.postMessage', { channel: '#llm-help', ...args });
    expect(sandbox.pings().map((ping) => ping.target)).toEqual(targets);
  });

  test('an update and an ephemeral message are told apart from posts', async () => {
    const sandbox = await testSandbox();
    const client = webClient(sandbox);
    const { channel = '', ts = '' } = await client.chat.postMessage({ channel: '#llm-help', text: 'quiet' });
    await client.chat.update({ channel, ts, text: '<!here>' });
    await client.chat.postEphemeral({ channel, user: sandbox.user('ana').id, text: '<!channel>' });
    expect(sandbox.pings()).toMatchObject([
      { via: 'update', target: 'here', ts },
      { via: 'ephemeral', target: 'channel' },
    ]);
  });
});

import { describe, expect, test } from '@jest/globals';
import { toInbound } from '../../src/slack/inbound.ts';
import type { Inbound } from '../../src/store/inbound.ts';
import {
  BOT_ID,
  BOT_USER,
  command,
  deleted,
  edited,
  envelope,
  mention,
  message,
  submission,
  TEAM,
  tombstone,
} from './payloads.ts';

const NOW = 1_763_650_000_000;
const inboundOf = (body: unknown): Inbound => {
  const inbound = toInbound(body, NOW);
  if (!inbound) throw new Error('It was taken for nothing of ours.');
  return inbound;
};
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/;

describe('a mention', () => {
  test('in a channel opens a case with itself as the root', () => {
    expect(inboundOf(envelope(mention({})))).toEqual({
      workspace: TEAM,
      eventKey: 'Ev1',
      channel: 'C1',
      threadTs: '1763640000.000100',
      opening: { caseId: expect.stringMatching(UUID), openedBy: 'U1ANA', origin: 'mention' },
      body: {
        kind: 'open',
        user: 'U1ANA',
        text: 'should we fine-tune?',
        at: 1_763_640_000_000,
        ts: '1763640000.000100',
        midThread: false,
      },
      at: 1_763_640_000_000,
    });
  });

  test('in a thread opens a case for the thread, and what was said before is to be read', () => {
    const inbound = inboundOf(envelope(mention({ ts: '1763640500.000900', thread_ts: '1763640000.000100' })));
    expect(inbound).toMatchObject({
      threadTs: '1763640000.000100',
      body: { kind: 'open', ts: '1763640500.000900', midThread: true },
    });
  });

  test('of any kind in one thread opens one and the same case', () => {
    const root = inboundOf(envelope(mention({})));
    const later = inboundOf(envelope(mention({ ts: '1763640500.0', thread_ts: '1763640000.000100' })));
    const elsewhere = inboundOf(envelope(mention({ channel: 'C2' })));
    expect(later.opening?.caseId).toBe(root.opening?.caseId);
    expect(elsewhere.opening?.caseId).not.toBe(root.opening?.caseId);
  });

  test('by another app opens nothing', () => {
    expect(toInbound(envelope(mention({ bot_id: 'B0OTHER' })), NOW)).toBeUndefined();
    expect(toInbound(envelope(mention({ user: undefined, bot_id: 'B0OTHER' })), NOW)).toBeUndefined();
  });

  test('that comes as an ordinary message too is taken once: as the mention', () => {
    const twin = message({ text: `<@${BOT_USER}> should we?`, thread_ts: '1763640000.000100' });
    expect(toInbound(envelope(twin), NOW)).toBeUndefined();
  });
});

describe('a message', () => {
  test('in a thread is kept for the case of the thread, should there be one', () => {
    expect(inboundOf(envelope(message({ thread_ts: '1763640000.000100' })))).toEqual({
      workspace: TEAM,
      eventKey: 'Ev1',
      channel: 'C1',
      threadTs: '1763640000.000100',
      opening: undefined,
      body: {
        kind: 'message',
        message: { ts: '1763640100.000200', user: 'U1ANA', text: 'We have RAG.' },
        mentioned: false,
      },
      at: 1_763_640_100_000,
    });
  });

  test.each([
    ['with a file', { subtype: 'file_share', files: [{ id: 'F1' }] }],
    ['that is shown in the channel too', { subtype: 'thread_broadcast' }],
    ['written with /me', { subtype: 'me_message' }],
  ])('%s counts as well', (_, changes) => {
    const inbound = inboundOf(envelope(message({ thread_ts: '1.0', ...changes })));
    expect(inbound.body).toMatchObject({ kind: 'message', message: { text: 'We have RAG.' } });
  });

  test('that names somebody else is a message between people', () => {
    const inbound = inboundOf(envelope(message({ thread_ts: '1.0', text: '<@U2BEN> what do you think?' })));
    expect(inbound.body).toMatchObject({ mentioned: false, message: { text: '@U2BEN what do you think?' } });
  });

  test.each([
    ['in a channel, outside of any thread', {}],
    ['of another app', { thread_ts: '1.0', subtype: 'bot_message', bot_id: 'B0OTHER', user: undefined }],
    ['of another app that has a user', { thread_ts: '1.0', bot_id: 'B0OTHER' }],
    ['of our own', { thread_ts: '1.0', bot_id: BOT_ID, user: BOT_USER }],
    ['of Slack: somebody joined', { subtype: 'channel_join' }],
    ['of Slack: a topic was set', { subtype: 'channel_topic', thread_ts: '1.0' }],
    ['of Slack: a reminder', { subtype: 'reminder_add', thread_ts: '1.0' }],
    ['of Slack: it is pinned', { subtype: 'pinned_item', thread_ts: '1.0' }],
  ])('%s is not kept', (_, changes) => {
    expect(toInbound(envelope(message(changes)), NOW)).toBeUndefined();
  });
});

describe('a direct message', () => {
  const direct = (changes: object) => envelope(message({ channel: 'D1', channel_type: 'im', ...changes }));

  test('opens a case with itself as the root', () => {
    expect(inboundOf(direct({}))).toMatchObject({
      channel: 'D1',
      threadTs: '1763640100.000200',
      opening: { openedBy: 'U1ANA', origin: 'direct' },
      body: { kind: 'open', text: 'We have RAG.', ts: '1763640100.000200', midThread: false },
    });
  });

  test('that names us opens one as well, for no mention event comes there', () => {
    expect(inboundOf(direct({ text: `<@${BOT_USER}> hello` })).body).toMatchObject({ text: 'hello' });
  });

  test('in the thread is meant for us, though it does not name us', () => {
    expect(inboundOf(direct({ thread_ts: '1763640000.000100' })).body).toMatchObject({
      kind: 'message',
      mentioned: true,
    });
  });

  test('of our own is not kept', () => {
    expect(toInbound(direct({ bot_id: BOT_ID, user: BOT_USER }), NOW)).toBeUndefined();
  });
});

describe('an edit', () => {
  test('is kept with the new text', () => {
    expect(inboundOf(envelope(edited('We have no RAG.', 'We have RAG.')))).toMatchObject({
      threadTs: '1763640000.000100',
      opening: undefined,
      body: {
        kind: 'edit',
        message: { ts: '1763640100.000200', user: 'U1ANA', text: 'We have no RAG.' },
      },
      at: 1_763_640_200_000,
    });
  });

  test('of a root is an edit in the thread of that root', () => {
    const root = { type: 'message', user: 'U1ANA', ts: '1763640000.000100' };
    const event = edited('', '', {
      message: { ...root, text: `<@${BOT_USER}> new` },
      previous_message: { ...root, text: 'old' },
    });
    expect(inboundOf(envelope(event))).toMatchObject({
      threadTs: '1763640000.000100',
      body: { kind: 'edit', message: { text: 'new' } },
    });
  });

  test('that changes nothing is not kept: a link was unfurled, a reply counted', () => {
    expect(toInbound(envelope(edited('We have RAG.', 'We have RAG.')), NOW)).toBeUndefined();
  });

  test('of our own is not kept: it is the echo of our updates', () => {
    const ours = { type: 'message', user: BOT_USER, bot_id: BOT_ID, ts: '1763640000.000100' };
    const event = edited('', '', {
      message: { ...ours, text: 'new headline' },
      previous_message: { ...ours, text: 'old headline' },
    });
    expect(toInbound(envelope(event), NOW)).toBeUndefined();
  });

  test('of another app is not kept', () => {
    const theirs = {
      type: 'message',
      subtype: 'bot_message',
      bot_id: 'B0OTHER',
      ts: '1.0',
      thread_ts: '1.0',
    };
    const event = edited('', '', { message: { ...theirs, text: 'new' }, previous_message: theirs });
    expect(toInbound(envelope(event), NOW)).toBeUndefined();
  });
});

describe('a deletion', () => {
  test('is kept, in the thread that the message stood in', () => {
    expect(inboundOf(envelope(deleted()))).toMatchObject({
      threadTs: '1763640000.000100',
      opening: undefined,
      body: { kind: 'delete', ts: '1763640100.000200' },
      at: 1_763_640_300_000,
    });
  });

  test('of a message outside of threads is one in a thread of its own', () => {
    const previous = { type: 'message', user: 'U1ANA', ts: '1763640100.000200', text: 'gone' };
    expect(inboundOf(envelope(deleted({ previous_message: previous }))).threadTs).toBe('1763640100.000200');
  });

  test('of a root with replies leaves a tombstone, which is a deletion', () => {
    expect(inboundOf(envelope(tombstone()))).toMatchObject({
      threadTs: '1763640000.000100',
      body: { kind: 'delete', ts: '1763640000.000100' },
    });
  });

  test('of a message of ours is not kept', () => {
    const ours = { type: 'message', user: BOT_USER, bot_id: BOT_ID, ts: '1.0', thread_ts: '1.0', text: '…' };
    expect(toInbound(envelope(deleted({ previous_message: ours })), NOW)).toBeUndefined();
  });
});

describe('a command', () => {
  test('with a situation opens a case whose root is still to be posted', () => {
    expect(inboundOf(command('Our bot invents &lt;rules&gt;, says <@U2BEN|ben>.'))).toEqual({
      workspace: TEAM,
      eventKey: 'command:1.2.abc',
      channel: 'C1',
      threadTs: undefined,
      opening: { caseId: expect.stringMatching(UUID), openedBy: 'U1ANA', origin: 'command' },
      body: {
        kind: 'open',
        user: 'U1ANA',
        text: 'Our bot invents <rules>, says @ben.',
        at: NOW,
        midThread: false,
        responseUrl: 'https://hooks.slack.com/commands/T0/1/x',
      },
      at: NOW,
    });
  });

  test('told twice is the same case; another trigger is another', () => {
    const [first, again] = [inboundOf(command('a b')), inboundOf(command('a b'))];
    expect(again).toEqual(first);
    const other = inboundOf(command('a b', { trigger_id: '1.3.def' }));
    expect(other.opening?.caseId).not.toBe(first.opening?.caseId);
    expect(other.eventKey).not.toBe(first.eventKey);
  });

  test.each(['', 'help', 'status'])('with %j is answered at once and not kept', (text) => {
    expect(toInbound(command(text), NOW)).toBeUndefined();
  });
});

describe('a form', () => {
  test('that is filled in opens a case where it was called for', () => {
    expect(inboundOf(submission({ situation: 'Our bot invents rules.', data: '800 pairs' }))).toMatchObject({
      workspace: TEAM,
      eventKey: 'form:V1',
      channel: 'C1',
      threadTs: undefined,
      opening: { openedBy: 'U1ANA', origin: 'modal' },
      body: {
        kind: 'open',
        text: 'Our bot invents rules.\nOur data: 800 pairs',
        responseUrl: 'https://hooks.slack.com/commands/T0/1/x',
      },
    });
  });

  test('that lacks the situation is not kept: it is asked again', () => {
    expect(toInbound(submission({ situation: ' ', data: '800 pairs' }), NOW)).toBeUndefined();
  });

  test('of another kind is none of ours', () => {
    const other = submission({ situation: 'Our bot invents rules.' });
    expect(toInbound({ ...other, view: { ...other.view, callback_id: 'other' } }, NOW)).toBeUndefined();
  });
});

describe('in an organisation of many workspaces', () => {
  test.each([
    [
      'an event',
      envelope(mention({}), {
        enterprise_id: 'E0ORG',
        authorizations: [{ enterprise_id: 'E0ORG', team_id: null, user_id: BOT_USER, is_bot: true }],
      }),
    ],
    ['a command', command('our plan is to tune', { enterprise_id: 'E0ORG', is_enterprise_install: 'true' })],
    [
      'a form',
      submission({ situation: 'Our bot invents rules.' }, { enterprise: { id: 'E0ORG', name: 'Org' } }),
    ],
  ])('%s belongs to the organisation', (_, body) => {
    expect(inboundOf(body).workspace).toBe('E0ORG');
  });

  test('a form without a team belongs to the organisation', () => {
    const body = submission(
      { situation: 'Our bot invents rules.' },
      { team: null, enterprise: { id: 'E0ORG', name: 'Org' }, is_enterprise_install: true },
    );
    expect(inboundOf(body).workspace).toBe('E0ORG');
  });
});

describe('what is none of ours', () => {
  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['a text', 'event_callback'],
    ['another event', envelope({ type: 'reaction_added', user: 'U1', item: {}, reaction: 'eyes' })],
    [
      'the home being opened',
      envelope({ type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'messages' }),
    ],
    [
      'a button',
      { type: 'block_actions', team: { id: TEAM }, user: { id: 'U1' }, trigger_id: '1', actions: [] },
    ],
    ['a closed form', { type: 'view_closed', team: { id: TEAM }, user: { id: 'U1' }, view: {} }],
    ['the check of an address', { type: 'url_verification', challenge: 'x', token: 'y' }],
    ['a count of events too many', { type: 'app_rate_limited', team_id: TEAM, minute_rate_limited: 1 }],
  ])('%s is not kept', (_, body) => {
    expect(toInbound(body, NOW)).toBeUndefined();
  });
});

test('the same payload makes the same inbound: nothing in it hangs on chance', () => {
  for (const body of [
    envelope(mention({})),
    command('a b'),
    submission({ situation: 'Our bot invents rules.' }),
  ])
    expect(toInbound(body, NOW)).toEqual(toInbound(body, NOW));
});

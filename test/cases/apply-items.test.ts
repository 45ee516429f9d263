import { describe, expect, test } from '@jest/globals';
import { applyItems, ROOT_MESSAGE } from '../../src/cases/apply-items.ts';
import type { Conversation } from '../../src/store/conversations.ts';
import type { InboxBody } from '../../src/store/inbound.ts';

const SECOND = 1_000;
const open = (text: string, more: { ts?: string; midThread?: boolean; at?: number } = {}): InboxBody => ({
  kind: 'open',
  user: 'U1',
  text,
  at: 10 * SECOND,
  midThread: false,
  ...more,
});
const message = (ts: string, text: string, mentioned = false): InboxBody => ({
  kind: 'message',
  message: { ts, user: 'U2', text },
  mentioned,
});
const edit = (ts: string, text: string): InboxBody => ({ kind: 'edit', message: { ts, user: 'U2', text } });
const deletion = (ts: string): InboxBody => ({ kind: 'delete', ts });

const apply = (before: Conversation, ...bodies: InboxBody[]) =>
  applyItems(
    before,
    bodies.map((body, index) => ({ id: String(index), body })),
    { following: true, stated: new Set() },
  );
const read = (ts: string, text: string): Conversation[number] => ({
  ts,
  author: 'U2',
  text,
  at: Number(ts) * SECOND,
  read: true,
});
const shown = ({ conversation }: { conversation: Conversation }) =>
  conversation.map(({ ts, text, read: done }) => `${ts} ${text}${done ? '' : ' (unread)'}`);

describe('what is said', () => {
  test('joins the conversation in the order of its time, unread', () => {
    const applied = apply([read('20.5', 'old')], message('30.0', 'later'), message('15.0', 'earlier'));
    expect(shown(applied)).toEqual(['15.0 earlier (unread)', '20.5 old', '30.0 later (unread)']);
    expect(applied.stale).toEqual([]);
  });

  test('is not read twice when it is there already', () => {
    expect(shown(apply([read('20.0', 'old')], message('20.0', 'old')))).toEqual(['20.0 old']);
  });

  test('by a command stands for the root that is posted for it', () => {
    const { conversation } = apply([], open('our plan'));
    expect(conversation).toEqual([
      { ts: ROOT_MESSAGE, author: 'U1', text: 'our plan', at: 10 * SECOND, read: false },
    ]);
  });

  test('by a mention is the message itself, also when its event comes as an ordinary message too', () => {
    expect(shown(apply([], open('our plan', { ts: '10.0' }), message('10.0', 'our plan')))).toEqual([
      '10.0 our plan (unread)',
    ]);
  });
});

describe('an edit', () => {
  test('replaces the text, to be read anew, and makes what was read of it stale', () => {
    const applied = apply([read('20.0', 'no RAG')], edit('20.0', 'we have RAG'));
    expect(shown(applied)).toEqual(['20.0 we have RAG (unread)']);
    expect(applied.stale).toEqual(['20.0']);
  });

  test('with the same text is none', () => {
    const applied = apply([read('20.0', 'no RAG')], edit('20.0', 'no RAG'));
    expect(shown(applied)).toEqual(['20.0 no RAG']);
    expect(applied.stale).toEqual([]);
  });

  test('of a message that we do not know (any more) is read like a new one', () => {
    const applied = apply([], edit('20.0', 'we have RAG'));
    expect(shown(applied)).toEqual(['20.0 we have RAG (unread)']);
    expect(applied.stale).toEqual(['20.0']);
  });

  test('that comes after another counts; the last one holds', () => {
    const applied = apply([], message('20.0', 'a'), edit('20.0', 'b'), edit('20.0', 'c'));
    expect(shown(applied)).toEqual(['20.0 c (unread)']);
    expect(applied.stale).toEqual(['20.0']);
  });
});

describe('a deletion', () => {
  test('takes the message away, and what was read of it', () => {
    const applied = apply([read('20.0', 'no RAG'), read('30.0', 'other')], deletion('20.0'));
    expect(shown(applied)).toEqual(['30.0 other']);
    expect(applied.stale).toEqual(['20.0']);
  });

  test('of what was said a moment ago leaves nothing of it', () => {
    expect(shown(apply([], message('20.0', 'oops'), deletion('20.0')))).toEqual([]);
  });

  test('of a message that we do not know takes its facts all the same', () => {
    expect(apply([], deletion('20.0'))).toMatchObject({ conversation: [], stale: ['20.0'] });
  });
});

describe('somebody turned to us', () => {
  test.each<[string, InboxBody, boolean]>([
    ['when a message in the thread names us', message('20.0', 'a', true), true],
    ['when we are called into a thread', open('a', { ts: '20.0', midThread: true }), true],
    ['when a case begins', open('a'), true],
    ['not when people talk to each other', message('20.0', 'a'), false],
    ['not when somebody edits', edit('20.0', 'a'), false],
  ])('%s', (_, body, toUs) => {
    expect(apply([], body).addressed.size === 1).toBe(toUs);
  });
});

describe('where we do not follow', () => {
  const overheard = (before: Conversation, body: InboxBody, stated: string[] = []) =>
    applyItems(before, [{ body }], { following: false, stated: new Set(stated) });

  test('an edit brings nothing that we were not told before', () => {
    expect(overheard([], edit('20.0', 'news'))).toMatchObject({ conversation: [], stale: ['20.0'] });
  });

  test('an edit of what we were told counts', () => {
    expect(shown(overheard([read('20.0', 'old')], edit('20.0', 'new')))).toEqual(['20.0 new (unread)']);
  });

  test('so does one of what facts were read from, though its text is not kept any more', () => {
    expect(shown(overheard([], edit('20.0', 'new'), ['20.0']))).toEqual(['20.0 new (unread)']);
  });
});

test('a message that is there already was answered with the others, though it names us', () => {
  expect([...apply([read('20.0', 'a')], message('20.0', 'a', true)).addressed]).toEqual([]);
  expect([...apply([read('20.0', 'a')], message('21.0', 'b', true)).addressed]).toEqual(['21.0']);
});

test('nothing that arrives changes the conversation that was given', () => {
  const before = [read('20.0', 'a')];
  apply(before, edit('20.0', 'b'), deletion('20.0'), message('30.0', 'c'));
  expect(before).toEqual([read('20.0', 'a')]);
});

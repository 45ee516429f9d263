import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { startWorld } from '../../support/app.ts';
import { connected } from '../../support/connected.ts';
import { shown, shownLines } from '../../support/shown.ts';
import { query } from '../../support/test-database.ts';
import { ask, oursIn, settled, verdictBelow } from '../../support/threads.ts';

async function openForm(slack: Sandbox): Promise<string> {
  expect(await slack.command({ user: 'ana', channel: '#llm-help', text: '/finetune' })).toEqual({
    outcome: 'acked',
  });
  return (await slack.until(() => slack.views('ana').at(-1))).id;
}

const filled = (fields: Record<string, string>) =>
  Object.fromEntries(Object.entries(fields).map(([id, text]) => [id, { text }]));

test('/finetune alone opens a form; filled in, it is asked in the channel and answered there', async () => {
  const { slack } = await startWorld();
  const viewId = await openForm(slack);
  const values = filled({
    situation: 'Our support bot makes up refund rules.',
    data: '800 Q&A pairs',
    volume: '15,000 calls a day at $0.005 per call',
  });
  expect(await slack.submitView({ user: 'ana', viewId, values })).toEqual({ outcome: 'closed' });
  const root = await slack.until(() => oursIn(slack, '#llm-help', 'root')[0]);
  expect(shownLines(root.blocks).slice(0, 3)).toEqual([
    '@Ana asks: Our support bot makes up refund rules.',
    'Our data: 800 Q&A pairs',
    'Use: 15,000 calls a day at $0.005 per call',
  ]);
  const thread = await verdictBelow(slack, '#llm-help', root.ts);
  expect(shown(thread.verdict())).toMatch(/15,000 calls a day at \$0\.005 = \$2,250 a month/);
});

test('a form without the situation does not leave the screen: Slack says what is missing', async () => {
  const { slack, database } = await startWorld();
  const viewId = await openForm(slack);
  const outcome = await slack.submitView({ user: 'ana', viewId, values: filled({ data: '800 pairs' }) });
  expect(outcome).toMatchObject({ outcome: 'errors', errors: { situation: expect.any(String) } });
  await settled(slack, database);
  expect(oursIn(slack, '#llm-help', 'root')).toEqual([]);
});

test('a form with too little in it says how to go on, keeps what was typed, and can be sent again', async () => {
  const { slack, database } = await startWorld();
  const viewId = await openForm(slack);
  const outcome = await slack.submitView({ user: 'ana', viewId, values: filled({ situation: 'hm  ' }) });
  expect(outcome).toEqual({
    outcome: 'errors',
    errors: { situation: expect.stringMatching(/Say in a sentence.*Nothing you typed is lost/) },
  });
  expect(slack.views('ana').at(-1)?.id).toBe(viewId);
  await settled(slack, database);
  expect(oursIn(slack, '#llm-help', 'root')).toEqual([]);
  const values = filled({ situation: 'Our support bot makes up refund rules.' });
  expect(await slack.submitView({ user: 'ana', viewId, values })).toEqual({ outcome: 'closed' });
  await slack.until(() => oursIn(slack, '#llm-help', 'verdict').length === 1);
});

test('where the app is not, the one who filled the form in gets the answer alone', async () => {
  const { slack } = await startWorld();
  await slack.command({ user: 'ana', channel: '#random', text: '/finetune' });
  const { id: viewId } = await slack.until(() => slack.views('ana').at(-1));
  const values = filled({ situation: 'Our support bot makes up refund rules.' });
  expect(await slack.submitView({ user: 'ana', viewId, values })).toEqual({ outcome: 'closed' });
  const answer = await slack.until(() => slack.ephemerals('ana')[0]);
  expect(shown(answer)).toMatch(/only you see this/);
});

const REFUND_THREAD = /^Our support bot makes up refund rules\./;

async function choose(slack: Sandbox, user: string, channel: string, messageTs: string): Promise<void> {
  await connected(slack);
  const outcome = await slack.shortcut({ user, channel, messageTs, callbackId: 'assess_thread' });
  expect(outcome).toEqual({ outcome: 'acked' });
}

const readyThread = (slack: Sandbox): string => {
  const root = slack.messages('#llm-help').find(({ text }) => REFUND_THREAD.test(text));
  if (!root) throw new Error('The ready thread is not there.');
  return root.ts;
};

const notesTo = (slack: Sandbox, user: string): string =>
  slack
    .ephemerals(user)
    .map(({ text }) => text)
    .join('\n');

describe('"Assess this thread"', () => {
  test('reads what was said there and answers in the thread, also from one of its replies', async () => {
    const { slack, database } = await startWorld();
    const root = readyThread(slack);
    const reply = slack.messages('#llm-help', root)[1];
    await choose(slack, 'ben', '#llm-help', reply?.ts ?? '');
    const thread = await verdictBelow(slack, '#llm-help', root);
    expect(shown(thread.verdict())).toMatch(/“Our support bot makes up refund rules\.” {2}@Ana ↗/);
    await settled(slack, database);
    expect(thread.replies()).toEqual([]);
    expect(slack.pings()).toEqual([]);
  });

  test('on a message without replies opens the case below it', async () => {
    const { slack } = await startWorld();
    const text = 'GPT-4o costs us too much for sorting tickets.';
    const ts = slack.say({ user: 'ana', channel: '#llm-help', text });
    await choose(slack, 'ben', '#llm-help', ts);
    expect(shown((await verdictBelow(slack, '#llm-help', ts)).verdict())).toContain('costs us too much');
  });

  test('on a thread that is a case goes on with it, and reads what was said while we were to stay away', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, 'Our support bot makes up refund rules.');
    thread.say('ana', '@Tune or Not stop');
    await slack.until(() => thread.replies().length === 1);
    thread.say('ana', 'We already have RAG over the policy PDFs, but it often returns the wrong page.');
    await settled(slack, database);
    await choose(slack, 'ben', thread.channel, thread.ts);
    await slack.until(() => thread.replies().length === 2);
    expect(shown(thread.verdict())).toContain('here: retrieval knobs');
    expect(shown(thread.replies()[1] ?? {})).toContain('@Ben asked me to assess this thread');
    expect(await query(database, 'select count(*) from cases')).toEqual([['1']]);
  });

  test('where we are not, says so to that person alone with the way on, and opens nothing', async () => {
    const { slack, database } = await startWorld();
    slack.createChannel({ user: 'ana', name: 'apart' });
    const ts = slack.say({ user: 'ana', channel: '#apart', text: 'Should we train it?' });
    await choose(slack, 'ana', '#apart', ts);
    await slack.until(() => notesTo(slack, 'ana').includes('I am not in this conversation'));
    expect(notesTo(slack, 'ana')).toContain('/invite');
    expect(slack.messages('#apart', ts)).toHaveLength(1);
    expect(await query(database, 'select count(*) from cases')).toEqual([['0']]);
  });

  test.each([
    ['Slack limits reading', { kind: 'rate-limited', retryAfter: 60 } as const, /for now\./],
    ['reading fails', { kind: 'http', status: 500 } as const, /I could not read what was said here before/],
  ])('where %s says so plainly', async (_, fault, plainly) => {
    const { slack } = await startWorld();
    slack.faults.api('conversations.replies', fault, { times: Infinity });
    await choose(slack, 'ben', '#llm-help', readyThread(slack));
    const thread = await verdictBelow(slack, '#llm-help', readyThread(slack));
    await slack.until(() => thread.replies().length === 1);
    expect(shown(thread.replies()[0] ?? {})).toMatch(plainly);
  });

  test('where the permission to read is missing says so plainly', async () => {
    const { slack } = await startWorld({ withoutScopes: ['channels:history', 'channels:read'] });
    await choose(slack, 'ben', '#llm-help', readyThread(slack));
    const thread = await verdictBelow(slack, '#llm-help', readyThread(slack));
    await slack.until(() => thread.replies().length === 1);
    expect(shown(thread.replies()[0] ?? {})).toMatch(/I am not allowed to read what was said here before/);
  });
});

test('a direct message is answered below itself, and goes on there', async () => {
  const { slack, database } = await startWorld();
  const dm = slack.dm('ana');
  const ts = slack.say({
    user: 'ana',
    channel: dm,
    text: 'Our support bot makes up refund rules. Train it?',
  });
  const thread = await verdictBelow(slack, dm, ts);
  expect(shown(thread.verdict())).toMatch(/here: retrieval/);
  thread.say('ana', 'We have RAG over the policy PDFs, but it often returns the wrong page.');
  await slack.until(() => thread.replies().length === 1);
  expect(shown(thread.verdict())).toMatch(/here: retrieval knobs/);
  await settled(slack, database);
  expect(slack.pings()).toEqual([]);
});

test('in a direct message every word is meant for us: what changes nothing is noted, what is asked gets an answer', async () => {
  const { slack } = await startWorld();
  const dm = slack.dm('ana');
  const text = 'Our support bot makes up refund rules. Train it?';
  const thread = await verdictBelow(slack, dm, slack.say({ user: 'ana', channel: dm, text }));
  thread.say('ana', 'We use GPT-4o today.');
  await slack.until(() => thread.replies().length === 1);
  expect(shown(thread.replies()[0] ?? {})).toMatch(
    /Noted: @Ana: “We use GPT-4o today\.”.*\nIt leaves the advice/,
  );
  thread.say('ana', 'What is the weather in Lisbon?');
  await slack.until(() => thread.replies().length === 2);
  expect(shown(thread.replies()[1] ?? {})).toMatch(/my guidance has nothing on that/);
});

test('two questions in one direct message are two cases', async () => {
  const { slack } = await startWorld();
  const dm = slack.dm('ana');
  const first = slack.say({ user: 'ana', channel: dm, text: 'Our support bot makes up refund rules.' });
  const second = slack.say({
    user: 'ana',
    channel: dm,
    text: 'GPT-4o costs us too much for sorting tickets.',
  });
  const [one, two] = [await verdictBelow(slack, dm, first), await verdictBelow(slack, dm, second)];
  expect(shown(one.verdict())).toContain('makes up refund rules');
  expect(shown(two.verdict())).not.toContain('makes up refund rules');
});

test('who opens the direct message gets three ways to begin', async () => {
  const { slack } = await startWorld();
  slack.openHome('ana', 'messages');
  const { prompts } = await slack.until(() => slack.prompts('ana'));
  expect(prompts).toHaveLength(3);
  for (const { title, message } of prompts) expect([title, message]).not.toContain('');
});

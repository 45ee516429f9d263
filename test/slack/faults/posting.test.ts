import { describe, expect, test } from '@jest/globals';
import type { ApiFault } from '../../../src/sandbox/server/faults/api-fault.ts';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { startWorld } from '../../support/app.ts';
import { eventually } from '../../support/eventually.ts';
import { shown, shownLines } from '../../support/shown.ts';
import { query } from '../../support/test-database.ts';
import { ask, caseThread, keyOf, oursIn, settled, verdictBelow } from '../../support/threads.ts';

const SITUATION = 'Our support bot makes up refund rules. We have 800 Q&A pairs.';
const RAG = 'We already have RAG over the policy PDFs, but it often returns the wrong page.';

type Args = Record<string, string>;
const isRoot = (args: Args): boolean => !args.thread_ts;
const isIn = (key: string) => (args: Args) => (args.metadata ?? '').includes(`/${key}`);

/** Our messages in the channel, by what they are. */
const ours = (slack: Sandbox, channel = '#llm-help'): (string | undefined)[] =>
  slack
    .messages(channel)
    .map(keyOf)
    .filter((key) => key !== undefined);

describe('a post that is carried out, and whose answer is lost, is not posted again', () => {
  test.each<[string, (args: Args) => boolean]>([
    ['the root', isRoot],
    ['the verdict', isIn('verdict')],
    ['the root and the verdict', () => true],
  ])('%s', async (_, when) => {
    const { slack, database } = await startWorld();
    slack.faults.api('chat.postMessage', { kind: 'lost-answer' }, { times: 2, when });
    const thread = await ask(slack, SITUATION);
    await settled(slack, database);
    expect(ours(slack)).toEqual(['root', 'verdict']);
    expect(shownLines(thread.root().blocks)[1]).toBe(shownLines(thread.verdict().blocks)[0]);
  });

  test('a reply', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    slack.faults.api('chat.postMessage', { kind: 'lost-answer' }, { when: isIn('reply') });
    thread.say('ana', RAG);
    await slack.until(() => thread.replies().length === 1);
    await settled(slack, database);
    expect(ours(slack)).toEqual(['root', 'verdict', 'reply:2']);
  });

  test('and who goes on below a root that we do not know of yet is heard', async () => {
    const { slack, database } = await startWorld();
    slack.faults.api('chat.postMessage', { kind: 'lost-answer' }, { when: isRoot });
    slack.faults.api('conversations.history', { kind: 'http', status: 500 });
    await slack.command({ user: 'ana', channel: '#llm-help', text: `/finetune ${SITUATION}` });
    const root = await slack.until(() => oursIn(slack, '#llm-help', 'root')[0]);
    slack.say({ user: 'ana', channel: '#llm-help', threadTs: root.ts, text: RAG });
    const thread = await verdictBelow(slack, '#llm-help', root.ts);
    await slack.until(() => shown(thread.verdict()).includes('here: retrieval knobs'));
    await settled(slack, database);
    expect(ours(slack).filter((key) => key === 'root' || key === 'verdict')).toEqual(['root', 'verdict']);
  });

  test('nor while nobody can say whether it got through', async () => {
    const { slack, database } = await startWorld();
    slack.faults.api('chat.postMessage', { kind: 'lost-answer' }, { when: isIn('verdict') });
    const mend = slack.faults.api(
      'conversations.replies',
      { kind: 'http', status: 500 },
      { times: Infinity },
    );
    await slack.command({ user: 'ana', channel: '#llm-help', text: `/finetune ${SITUATION}` });
    await slack.until(() => slack.requests('conversations.replies').length >= 1);
    expect(slack.requests('chat.postMessage')).toHaveLength(2);
    mend();
    await settled(slack, database);
    expect(slack.requests('chat.postMessage')).toHaveLength(2);
    expect(ours(slack)).toEqual(['root', 'verdict']);
  });
});

describe('a post that fails for a while is made later, once', () => {
  test.each<[string, ApiFault]>([
    ['500', { kind: 'http', status: 500 }],
    ['503', { kind: 'http', status: 503 }],
    ['a broken connection', { kind: 'reset' }],
    ["Slack's own trouble", { kind: 'error', error: 'internal_error' }],
    ['429', { kind: 'rate-limited', retryAfter: 1 }],
  ])('with %s', async (_, fault) => {
    const { slack, database } = await startWorld();
    slack.faults.api('chat.postMessage', fault);
    await ask(slack, SITUATION);
    await settled(slack, database);
    expect(ours(slack)).toEqual(['root', 'verdict']);
  });

  test('an update as well', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    slack.faults.api('chat.update', { kind: 'http', status: 500 }, { times: 2 });
    thread.say('ana', RAG);
    await slack.until(() => shown(thread.verdict()).includes('here: retrieval knobs'));
    await settled(slack, database);
    expect(ours(slack)).toEqual(['root', 'verdict', 'reply:2']);
  });

  test('a private answer as well', async () => {
    const { slack } = await startWorld();
    slack.faults.api('response_url', { kind: 'http', status: 500 });
    await slack.command({ user: 'ana', channel: '#random', text: `/finetune ${SITUATION}` });
    await slack.until(() => slack.ephemerals('ana').some(({ blocks }) => blocks));
  });

  test('a status that cannot be shown keeps nobody waiting', async () => {
    const { slack } = await startWorld();
    slack.faults.api('assistant.threads.setStatus', { kind: 'hang' }, { times: Infinity });
    const thread = await ask(slack, SITUATION);
    expect(shown(thread.verdict())).toMatch(/^Not yet\./);
  });
});

test('when Slack asks us to wait, nothing that happens meanwhile makes us come back sooner', async () => {
  const { slack, database } = await startWorld();
  const thread = await ask(slack, SITUATION);
  await settled(slack, database);
  slack.faults.api('chat.update', { kind: 'rate-limited', retryAfter: 3_600 });
  thread.say('ana', RAG);
  await eventually(async () => {
    const [row] = await query(
      database,
      `select 1 from outbox where attempt_after > now() + interval '50 min'`,
    );
    return row !== undefined;
  });
  const calls = () => slack.requests().filter(({ method }) => method.startsWith('chat.')).length;
  const before = calls();
  thread.say('ana', 'We use GPT-4o today.');
  await eventually(async () => {
    const [row] = await query(database, 'select count(*) from inbox where done_at is null');
    return Number(row?.[0]) === 0;
  });
  expect(calls()).toBe(before);
  await query(database, 'update outbox set attempt_after = now()');
  await slack.until(() => thread.replies().length === 1);
  await settled(slack, database);
  expect(ours(slack)).toEqual(['root', 'verdict', 'reply:2']);
});

describe('somebody gets in our way', () => {
  test('the channel is archived before the verdict is posted: who asked gets it alone', async () => {
    const { slack, database } = await startWorld();
    const channel = slack.createChannel({ user: 'ana', name: 'short-lived' });
    slack.addMember({ user: 'ana', channel, member: slack.botUserId });
    const letGo = slack.faults.api('assistant.threads.setStatus', { kind: 'hang' });
    await slack.command({ user: 'ana', channel, text: `/finetune ${SITUATION}` });
    await slack.until(() => slack.requests('assistant.threads.setStatus').length === 1);
    slack.archive({ user: 'ana', channel });
    letGo();
    const answer = await slack.until(() => slack.ephemerals('ana').find(({ blocks }) => blocks));
    expect(shown(answer)).toMatch(/^This channel is archived, so only you see this\./);
    expect(shown(answer)).toMatch(/Not yet\. /);
    await settled(slack, database);
  });

  test('the channel is archived later: nothing is lost of the case, and nothing goes on failing', async () => {
    const { slack, database } = await startWorld();
    const channel = slack.createChannel({ user: 'ana', name: 'short-lived' });
    slack.addMember({ user: 'ana', channel, member: slack.botUserId });
    const thread = await ask(slack, SITUATION, { channel });
    thread.say('ana', RAG);
    slack.archive({ user: 'ana', channel });
    await settled(slack, database);
    const [row] = await query(database, 'select max(turn) from cases');
    expect(row).toEqual([2]);
  });

  test.each<[string, (slack: Sandbox, channel: string, ts: string) => Promise<void>]>([
    [
      'deletes our verdict',
      async (slack, channel, ts) => {
        const id = slack.channel(channel).id;
        await fetch(`${slack.apiUrl}chat.delete`, {
          method: 'POST',
          headers: { authorization: `Bearer ${slack.botToken}` },
          body: new URLSearchParams({ channel: id, ts }),
        });
      },
    ],
    [
      'allows no changes after a while',
      async (slack, _, ts) => {
        const fault: ApiFault = { kind: 'error', error: 'edit_window_closed' };
        slack.faults.api('chat.update', fault, { times: Infinity, when: (args) => args.ts === ts });
      },
    ],
  ])('somebody %s: with the next change it is posted anew', async (_, hinder) => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    await settled(slack, database);
    const { ts } = thread.verdict();
    // As if it had been posted long ago.
    await query(database, `update outbox set attempted_at = now() - interval '1 day'`);
    await hinder(slack, thread.channel, ts);
    thread.say('ana', RAG);
    await slack.until(() => thread.replies().length === 1);
    await settled(slack, database);
    const verdicts = slack.messages(thread.channel, thread.ts).filter((each) => keyOf(each) === 'verdict');
    const [newest] = verdicts.filter((each) => each.ts !== ts);
    expect(verdicts.filter((each) => each.ts !== ts)).toHaveLength(1);
    expect(shown(newest ?? {})).toMatch(/here: retrieval knobs/);
    thread.say('ben', 'In a test the right passage was among the first five for 48 of 50 questions.');
    await settled(slack, database);
    expect(oursIn(slack, thread.channel, 'verdict').filter((each) => each.ts !== ts)).toHaveLength(1);
  });

  test('somebody deletes our root: the thread goes on without it', async () => {
    const { slack, database } = await startWorld();
    const { channel, ts } = await ask(slack, SITUATION);
    await settled(slack, database);
    const fault: ApiFault = { kind: 'error', error: 'message_not_found' };
    slack.faults.api('chat.update', fault, { times: Infinity, when: (args) => args.ts === ts });
    const thread = caseThread(slack, channel, ts);
    thread.say('ana', RAG);
    await slack.until(() => thread.replies().length === 1);
    expect(shown(thread.verdict())).toMatch(/here: retrieval knobs/);
    thread.say('ana', 'How many examples do we need?');
    await slack.until(() => thread.replies().length === 2);
  });
});

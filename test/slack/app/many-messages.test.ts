import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { startApp, startWorld } from '../../support/app.ts';
import { eventually } from '../../support/eventually.ts';
import { shown, shownLines } from '../../support/shown.ts';
import { query } from '../../support/test-database.ts';
import { ask, type CaseThread, oursIn, settled, verdictBelow } from '../../support/threads.ts';

const RAG = 'We already have RAG over the policy PDFs, but it often returns the wrong page.';

/** Twenty messages of five people; some state a fact, the others are talk. */
const TALK = [
  'We have 800 Q&A pairs.',
  'We use GPT-4o today.',
  '15,000 calls a day at $0.005 each.',
  RAG,
  'The policies are 38 pages and change once a month.',
  ...Array.from({ length: 15 }, (_, index) => `Good point, number ${index + 1}.`),
];

const FACTS = ['800', 'GPT-4o', '15,000', 'wrong page', '38 pages'];

test('twenty messages at once by five people are all read, and the verdict is updated at most twice', async () => {
  const { slack, database } = await startWorld({ env: { GATHER_SECONDS: '2' } });
  const people = [
    'ana',
    'ben',
    ...['cem', 'dia', 'eli'].map((name) => {
      const id = slack.addUser({ name });
      slack.addMember({ user: 'ana', channel: '#llm-help', member: id });
      return name;
    }),
  ];
  const thread = await ask(slack, 'Our support bot makes up refund rules.');
  const updates = () =>
    slack.requests('chat.update').filter(({ args }) => args.ts === thread.verdict().ts).length;
  const before = updates();
  TALK.forEach((text, index) => {
    thread.say(people[index % people.length] ?? '', text);
  });
  await settled(slack, database);
  expect(updates() - before).toBeGreaterThan(0);
  expect(updates() - before).toBeLessThanOrEqual(2);
  expect(oursIn(slack, '#llm-help', 'verdict')).toHaveLength(1);
  expect(shown(thread.verdict())).toMatch(/^Search first\./);
  const messageTs = thread.verdict().ts;
  await slack.click({ user: 'ana', channel: thread.channel, messageTs, actionId: 'why' });
  const view = await slack.until(() => slack.views('ana')[0]);
  for (const words of FACTS) expect(shownLines(view.blocks).join('\n')).toContain(words);
});

test('what is gathered when the process ends is read by the next one', async () => {
  const { slack, database, env, app } = await startWorld();
  const thread = await ask(slack, 'Our support bot makes up refund rules.');
  await query(database, "update cases set gather_until = now() + interval '30 seconds'");
  thread.say('ana', RAG);
  await eventually(
    async () =>
      Number((await query(database, 'select count(*) from inbox where done_at is null'))[0]?.[0]) === 1,
  );
  await app.stop();
  expect(shown(thread.verdict())).not.toContain('wrong page');
  await query(database, 'update cases set gather_until = now()');
  await startApp(env);
  await slack.until(() => shown(thread.verdict()).includes('here: retrieval knobs'));
});

test('what people say while a case gathers keeps no worker from other cases', async () => {
  const { slack, database } = await startWorld({ env: { WORKERS: '1' } });
  const thread = await ask(slack, 'Our support bot makes up refund rules.');
  await query(database, "update cases set gather_until = now() + interval '1 hour'");
  thread.say('ana', RAG);
  const other = await ask(slack, 'GPT-4o costs us too much for sorting tickets.');
  expect(shown(other.verdict())).not.toBe('');
  expect(thread.replies()).toEqual([]);
});

const SITUATION = '@Tune or Not our support bot makes up refund rules. We have 800 Q&A pairs.';

const QUESTION = 'How many examples do we need?';

describe('in a thread of more than two hundred messages, what was said in its middle', () => {
  let slack: Sandbox;
  let database: string;
  let thread: CaseThread;
  /** The messages in the middle. */
  let rag: string;
  let question: string;
  let withoutRag: string;

  beforeEach(async () => {
    ({ slack, database } = await startWorld());
    const ts = slack.say({ user: 'ana', channel: '#llm-help', text: SITUATION });
    thread = await verdictBelow(slack, '#llm-help', ts);
    withoutRag = shown(thread.verdict());
    const chat = () => {
      for (let count = 0; count < 110; count++) thread.say('ben', `See you at noon, ${count}.`);
    };
    chat();
    rag = thread.say('ana', RAG);
    question = thread.say('ana', QUESTION);
    await slack.until(() => shown(thread.verdict()).includes('here: retrieval knobs'));
    await settled(slack, database);
    chat();
    await settled(slack, database);
  });

  test('still counts, and its facts go when the message is deleted', async () => {
    expect(shown(thread.verdict())).toContain('here: retrieval knobs');
    slack.remove({ user: 'ana', channel: thread.channel, ts: rag });
    await slack.until(() => shown(thread.verdict()) === withoutRag);
  });

  test('can be edited away, and back', async () => {
    slack.edit({ user: 'ana', channel: thread.channel, ts: rag, text: 'See you at one.' });
    await slack.until(() => shown(thread.verdict()) === withoutRag);
    slack.edit({ user: 'ana', channel: thread.channel, ts: rag, text: RAG });
    await slack.until(() => shown(thread.verdict()).includes('here: retrieval knobs'));
  });

  test('is not answered a second time when the message is edited', async () => {
    const replies = thread.replies().length;
    slack.edit({ user: 'ana', channel: thread.channel, ts: question, text: `${QUESTION} Thanks.` });
    await settled(slack, database);
    expect(thread.replies()).toHaveLength(replies);
  });
});

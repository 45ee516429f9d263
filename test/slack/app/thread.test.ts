import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { startWorld } from '../../support/app.ts';
import { pick } from '../../support/menu.ts';
import { shown, shownLines } from '../../support/shown.ts';
import { query } from '../../support/test-database.ts';
import { ask, type CaseThread, oursIn, settled, verdictBelow } from '../../support/threads.ts';

const SITUATION = 'Our support bot makes up refund rules. We have 800 Q&A pairs.';

const RAG = 'We already have RAG over the policy PDFs, but it often returns the wrong page.';

describe('an edit', () => {
  test('changes the verdict, as if the message had always said so', async () => {
    const { slack } = await startWorld();
    const thread = await ask(slack, SITUATION);
    const before = shown(thread.verdict());
    const ts = thread.say('ana', 'See you at noon.');
    slack.edit({ user: 'ana', channel: thread.channel, ts, text: RAG });
    await slack.until(() => shown(thread.verdict()).includes('here: retrieval knobs'));
    slack.edit({ user: 'ana', channel: thread.channel, ts, text: 'See you at noon.' });
    await slack.until(() => shown(thread.verdict()) === before);
  });

  test('of the message that called us changes the verdict too', async () => {
    const { slack } = await startWorld();
    const text = '@Tune or Not our bot makes up refund rules. Train it?';
    const ts = slack.say({ user: 'ana', channel: '#llm-help', text });
    const thread = await verdictBelow(slack, '#llm-help', ts);
    slack.edit({ user: 'ana', channel: '#llm-help', ts, text: `${text} ${RAG}` });
    await slack.until(() => shown(thread.verdict()).includes('here: retrieval knobs'));
  });

  test('that leaves a question as it was is not answered a second time', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    const ts = thread.say('ana', 'How many examples do we need?');
    await slack.until(() => thread.replies().length === 1);
    slack.edit({ user: 'ana', channel: thread.channel, ts, text: 'How many examples do we need? Thanks.' });
    await settled(slack, database);
    expect(thread.replies()).toHaveLength(1);
  });
});

describe('a deletion', () => {
  test('takes the facts of the message with it', async () => {
    const { slack } = await startWorld();
    const thread = await ask(slack, SITUATION);
    const before = shown(thread.verdict());
    const ts = thread.say('ana', RAG);
    await slack.until(() => shown(thread.verdict()).includes('here: retrieval knobs'));
    slack.remove({ user: 'ana', channel: thread.channel, ts });
    await slack.until(() => shown(thread.verdict()) === before);
    expect(shown(thread.verdict())).not.toContain('wrong page');
  });

  test('takes its words out of our replies too, which say that a message is gone', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    const ts = thread.say('ana', RAG);
    await slack.until(() => thread.replies().length === 1);
    expect(thread.replies().map(shown).join('\n')).toContain('often returns the wrong page');
    slack.remove({ user: 'ana', channel: thread.channel, ts });
    await slack.until(() => thread.replies().length === 2);
    await settled(slack, database);
    const [first = '', second = ''] = thread.replies().map(shown);
    expect(first).toMatch(/^Changed: /);
    expect(first).not.toContain('wrong page');
    expect(second).toMatch(/^Changed: /);
    expect(second).not.toContain('“');
    expect(second).toContain('A message that the advice rested on was edited or deleted.');
  });

  test('of the message that called us leaves an empty case, not a broken one', async () => {
    const { slack, database } = await startWorld();
    const text = '@Tune or Not our bot makes up refund rules. Train it?';
    const ts = slack.say({ user: 'ana', channel: '#llm-help', text });
    const thread = await verdictBelow(slack, '#llm-help', ts);
    slack.remove({ user: 'ana', channel: '#llm-help', ts });
    await slack.until(() => /^Too early to say\./.test(shown(thread.verdict())));
    await settled(slack, database);
  });
});

describe('people among themselves', () => {
  test('are left alone: facts are noted silently, and only what changes the advice is said', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    thread.say('ben', 'Did you see the game last night?');
    thread.say('ana', 'We use GPT-4o today, by the way.');
    thread.say('ben', 'Sure, and lunch at noon?');
    await settled(slack, database);
    expect(thread.replies()).toEqual([]);
    thread.say('ben', RAG);
    await slack.until(() => thread.replies().length === 1);
  });

  test('outside of our threads are not read at all', async () => {
    const { slack, database } = await startWorld();
    const ts = slack.say({ user: 'ana', channel: '#llm-help', text: RAG });
    slack.say({ user: 'ben', channel: '#llm-help', threadTs: ts, text: 'Should we fine-tune?' });
    await settled(slack, database);
    expect(slack.requests().filter(({ method }) => method.startsWith('chat.'))).toEqual([]);
  });

  test('who differ are both shown, and asked which holds', async () => {
    const { slack } = await startWorld();
    const thread = await ask(slack, 'Our support bot makes up refund rules.');
    thread.say('ana', 'We have 800 labelled examples.');
    thread.say('ben', 'No, we have only 90 labelled examples.');
    await slack.until(() => shown(thread.verdict()).includes('you differ'));
    const verdict = shown(thread.verdict());
    expect(verdict).toMatch(/“.*90 labelled examples\.” {2}@Ben ↗ {2}you differ: /);
    expect(verdict).toMatch(/“.*800 labelled examples\.” {2}@Ana ↗ {2}you differ: /);
  });
});

describe('behind Why?', () => {
  test('are the ladder, every quotation with its author, what would flip it, and the sources', async () => {
    const { slack } = await startWorld();
    const thread = await ask(slack, SITUATION);
    const messageTs = thread.verdict().ts;
    const click = { user: 'ben', channel: thread.channel, messageTs, actionId: 'why' };
    expect(await slack.click(click)).toEqual({ outcome: 'acked' });
    const view = await slack.until(() => slack.views('ben')[0]);
    const text = shownLines(view.blocks).join('\n');
    for (const heading of ['How it came about', 'What I go by', 'What would flip it', 'Sources'])
      expect(text).toContain(heading);
    expect(text).toMatch(/→ here: .*retrieval/);
    expect(text).toMatch(/“Our support bot makes up refund rules\.” @Ana ↗/);
    expect(text).toMatch(/“We have 800 Q&A pairs\.” @Ana ↗/);
    expect(text).toMatch(/• If you .*:/);
    expect(text).toMatch(/\[1\] .+/);
  });

  test('is the newest turn', async () => {
    const { slack } = await startWorld();
    const thread = await ask(slack, SITUATION);
    thread.say('ana', RAG);
    await slack.until(() => thread.replies().length === 1);
    const messageTs = thread.verdict().ts;
    await slack.click({ user: 'ana', channel: thread.channel, messageTs, actionId: 'why' });
    const view = await slack.until(() => slack.views('ana')[0]);
    expect(shownLines(view.blocks).join('\n')).toMatch(/→ here: fix the retrieval you have/);
  });
});

test('messages that come fast, one after the other, are all in the verdict, which stays one', async () => {
  const { slack, database } = await startWorld();
  const thread = await ask(slack, 'Our support bot makes up refund rules.');
  const facts = [
    'We have 800 Q&A pairs.',
    'We use GPT-4o today.',
    '15,000 calls a day at $0.005 each.',
    RAG,
    'The policies are 38 pages and change once a month.',
  ];
  for (const fact of facts) thread.say('ana', fact);
  await settled(slack, database);
  expect(oursIn(slack, '#llm-help', 'verdict')).toHaveLength(1);
  const messageTs = thread.verdict().ts;
  await slack.click({ user: 'ana', channel: thread.channel, messageTs, actionId: 'why' });
  const view = await slack.until(() => slack.views('ana')[0]);
  const text = shownLines(view.blocks).join('\n');
  for (const words of ['800', 'GPT-4o', '15,000', 'wrong page', '38 pages']) expect(text).toContain(words);
});

const QUESTION = 'How many examples do we need?';

describe('two people who talk in the thread of a case', () => {
  test('are left alone when they ask each other: about lunch, about who does what, or by name', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    thread.say('ben', 'Shall we have lunch at noon?');
    // Messages may overtake one another; to somebody who is alone with us, "could you" means us.
    await settled(slack, database);
    thread.say('ana', 'Who labels the examples, and how many do we need?');
    thread.say('ben', `@ana can you tell: ${QUESTION}`);
    thread.say('ana', 'Could you check how many examples we need?');
    await settled(slack, database);
    expect(thread.replies().map(shown)).toEqual([]);
  });

  test('get an answer to a question about our subject that names nobody', async () => {
    const { slack } = await startWorld();
    const thread = await ask(slack, SITUATION);
    thread.say('ben', QUESTION);
    const reply = await slack.until(() => thread.replies()[0]);
    expect(shown(reply)).toMatch(/start with 50 good ones/);
  });

  test('get no "nothing on that" for their question when only somebody else turned to us', async () => {
    const { slack } = await startWorld();
    const thread = await ask(slack, SITUATION);
    thread.say('ana', 'Is the canteen open today?');
    thread.say('ben', '@Tune or Not We use GPT-4o today.');
    const reply = await slack.until(() => thread.replies()[0]);
    expect(shown(reply)).not.toContain('canteen');
    expect(shown(reply)).toContain('It leaves the advice as it is.');
  });
});

test('"No." below the one question is its answer: the verdict takes it in, and says so', async () => {
  const { slack, database } = await startWorld();
  const thread = await ask(slack, 'Our support bot makes up refund rules. We have 800 Q&A pairs.');
  await settled(slack, database);
  expect(shown(thread.verdict())).toContain('Can the model look anything up today');
  thread.say('ben', 'No.');
  await slack.until(() => thread.replies().length === 1);
  await settled(slack, database);
  expect(shown(thread.verdict())).not.toContain('Can the model look anything up today');
  expect(thread.replies().map(shown).join('\n')).toContain('“No.”');

  // Nothing is asked that it could answer, and nobody is answered.
  thread.say('ben', 'Thanks!');
  await settled(slack, database);
  expect(thread.replies()).toHaveLength(1);
});

type Ask = (slack: Sandbox, thread: CaseThread) => Promise<unknown>;

const byName =
  (word: string): Ask =>
  async (_, thread) =>
    thread.say('ben', `@Tune or Not ${word}`);

const byMenu =
  (choice: string): Ask =>
  (slack, thread) =>
    pick(slack, 'ben', thread, choice);

const told = (thread: CaseThread): string => thread.replies().map(shown).join('\n');

const messagesKept = async (database: string): Promise<number> =>
  Number((await query(database, "select count(*) from inbox where kind = 'message'"))[0]?.[0]);

describe('a thread that we are asked to leave alone', () => {
  test.each([
    ['by the menu', byMenu('stop_following'), byMenu('follow')],
    ['by name', byName('stop'), byName('follow')],
  ])(
    '%s is not read any more and not kept either, until we are asked to follow again',
    async (_, stop, go) => {
      const { slack, database } = await startWorld();
      const thread = await ask(slack, SITUATION);
      await stop(slack, thread);
      await slack.until(() => told(thread).includes('@Ben asked me to stop following.'));
      const before = shown(thread.verdict());
      thread.say('ana', RAG);
      await settled(slack, database);
      expect(shown(thread.verdict())).toBe(before);
      expect(await messagesKept(database)).toBe(0);

      await go(slack, thread);
      await slack.until(() => told(thread).includes('@Ben asked me to follow this thread again.'));
      thread.say('ana', RAG);
      await slack.until(() => told(thread).includes('Changed'));
      expect(await messagesKept(database)).toBe(1);
    },
  );

  test('still answers who turns to us by name', async () => {
    const { slack } = await startWorld();
    const thread = await ask(slack, SITUATION);
    await byName('stop')(slack, thread);
    await slack.until(() => told(thread).includes('stop following'));
    thread.say('ana', `@Tune or Not ${RAG}`);
    await slack.until(() => told(thread).includes('Changed'));
  });
});

import { describe, expect, test } from '@jest/globals';
import { startWorld } from '../../support/app.ts';
import { shown, shownLines } from '../../support/shown.ts';
import { oursIn, settled, verdictBelow } from '../../support/threads.ts';

const REFUND_THREAD = /^Our support bot makes up refund rules\./;

describe('a mention in a channel', () => {
  test('is answered below itself, and we post no root of our own', async () => {
    const { slack, database } = await startWorld();
    const ts = slack.say({
      user: 'ben',
      channel: '#llm-help',
      text: '@Tune or Not our bot makes up refund rules, and we have 800 Q&A pairs. Train on them?',
    });
    const thread = await verdictBelow(slack, '#llm-help', ts);
    expect(shown(thread.verdict())).toMatch(/^Not yet\./);
    expect(shown(thread.verdict())).toMatch(/@Ben ↗/);
    await settled(slack, database);
    expect(oursIn(slack, '#llm-help', 'root')).toEqual([]);
    expect(slack.messages('#llm-help', ts)).toHaveLength(2);
  });

  test('also in a private channel that we were invited to', async () => {
    const { slack } = await startWorld();
    const text = '@Tune or Not four teams each want a model of their own. One service for all?';
    const ts = slack.say({ user: 'ana', channel: '#ml-platform', text });
    expect(shown((await verdictBelow(slack, '#ml-platform', ts)).verdict())).toMatch(/One question/);
  });

  test('goes on in its thread without a mention', async () => {
    const { slack } = await startWorld();
    const text = '@Tune or Not our support bot makes up refund rules. Should we train it?';
    const thread = await verdictBelow(
      slack,
      '#llm-help',
      slack.say({ user: 'ana', channel: '#llm-help', text }),
    );
    thread.say('ana', 'We have RAG over the policy PDFs, but it often returns the wrong page.');
    await slack.until(() => thread.replies().length === 1);
    expect(shown(thread.verdict())).toMatch(/here: retrieval knobs/);
  });

  test('that says nothing else is asked back', async () => {
    const { slack } = await startWorld();
    const ts = slack.say({ user: 'ana', channel: '#llm-help', text: '@Tune or Not' });
    expect(shown((await verdictBelow(slack, '#llm-help', ts)).verdict())).toMatch(/^Too early to say\./);
  });
});

describe('a mention in a thread', () => {
  const callIn = async (world: Awaited<ReturnType<typeof startWorld>>) => {
    const { slack } = world;
    const root = slack.messages('#llm-help').find(({ text }) => REFUND_THREAD.test(text));
    if (!root) throw new Error('The ready thread is not there.');
    slack.say({
      user: 'ben',
      channel: '#llm-help',
      threadTs: root.ts,
      text: '@Tune or Not what do you think?',
    });
    return verdictBelow(slack, '#llm-help', root.ts);
  };

  test('is answered from what was said before, by whom it was said', async () => {
    const { slack, database, ...world } = await startWorld();
    const thread = await callIn({ slack, database, ...world });
    const verdict = shown(thread.verdict());
    expect(verdict).toMatch(/Put all 38 pages into the prompt/);
    expect(verdict).toMatch(/“Our support bot makes up refund rules\.” {2}@Ana ↗/);
    // Ben said so, some messages later.
    expect(verdict).toMatch(/50 of your 800 examples/);
    await settled(slack, database);
    expect(thread.replies()).toEqual([]);
    expect(slack.requests('conversations.replies')).toHaveLength(1);
  });

  test.each([
    [
      'Slack limits reading',
      (slack: Awaited<ReturnType<typeof startWorld>>['slack']) =>
        slack.faults.api(
          'conversations.replies',
          { kind: 'rate-limited', retryAfter: 60 },
          { times: Infinity },
        ),
      /Slack does not let me read what was said here before, for now\./,
    ],
    [
      'reading fails',
      (slack: Awaited<ReturnType<typeof startWorld>>['slack']) =>
        slack.faults.api('conversations.replies', { kind: 'http', status: 500 }, { times: Infinity }),
      /I could not read what was said here before\./,
    ],
  ])('where %s says so plainly, and goes by the message itself', async (_, break_, plainly) => {
    const world = await startWorld();
    break_(world.slack);
    const thread = await callIn(world);
    const reply = await world.slack.until(() => thread.replies()[0]);
    expect(shown(reply)).toMatch(plainly);
    expect(shown(reply)).toMatch(/tell me again what matters/);
    expect(shown(thread.verdict())).toMatch(/^Too early to say\./);
  });

  test('where the permission to read is missing says so plainly', async () => {
    const world = await startWorld({ withoutScopes: ['channels:history'] });
    const thread = await callIn(world);
    const reply = await world.slack.until(() => thread.replies()[0]);
    expect(shown(reply)).toMatch(/I am not allowed to read what was said here before/);
  });

  test('with more messages than one page says up to where it read', async () => {
    const { slack } = await startWorld();
    const ts = slack.say({
      user: 'ana',
      channel: '#llm-help',
      text: 'Our support bot makes up refund rules.',
    });
    for (let n = 0; n < 120; n += 1)
      slack.say({ user: 'ben', channel: '#llm-help', threadTs: ts, text: `a word, number ${n}` });
    slack.say({ user: 'ana', channel: '#llm-help', threadTs: ts, text: '@Tune or Not should we train it?' });
    const thread = await verdictBelow(slack, '#llm-help', ts);
    const reply = await slack.until(() => thread.replies()[0]);
    expect(shown(reply)).toMatch(/I read the first 100 messages of this thread/);
    expect(shown(thread.verdict())).toMatch(/makes up refund rules/);
  });

  test('that is a case already adds to it, and what was read before is not answered again', async () => {
    const { slack, database } = await startWorld();
    const text = '@Tune or Not our support bot makes up refund rules. How many examples do we need?';
    const ts = slack.say({ user: 'ana', channel: '#llm-help', text });
    const thread = await verdictBelow(slack, '#llm-help', ts);
    await settled(slack, database);
    const answered = thread.replies().length;
    thread.say('ben', '@Tune or Not we have 800 Q&A pairs, by the way.');
    const reply = await slack.until(() => thread.replies()[answered]);
    expect(shownLines(reply.blocks)).toEqual([
      expect.stringMatching(/^Noted: @Ben: “.*800 Q&A pairs/),
      'It leaves the advice as it is.',
    ]);
    await settled(slack, database);
    expect(oursIn(slack, '#llm-help', 'verdict')).toHaveLength(1);
  });
});

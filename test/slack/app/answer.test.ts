import { describe, expect, test } from '@jest/globals';
import { startWorld } from '../../support/app.ts';
import { fillIn, inView, openQuestions, press, saidIn, topView } from '../../support/facts.ts';
import { linksOf, shown, shownLines } from '../../support/shown.ts';
import { query } from '../../support/test-database.ts';
import { ask, settled } from '../../support/threads.ts';

const SITUATION =
  'Our support bot makes up refund rules. The right answers stand in our own documents. We have 800 Q&A pairs.';

describe('the form behind "Answer"', () => {
  test('asks the open questions, the one of the verdict first, at most six, each with what fits it', async () => {
    const { slack } = await startWorld();
    const thread = await ask(slack, SITUATION);
    const { blocks } = await openQuestions(slack, 'ben', thread);
    const asked = shownLines(blocks.filter(({ type }) => type === 'input'));
    expect(asked.length).toBeGreaterThan(2);
    expect(asked.length).toBeLessThanOrEqual(6);
    // The verdict asks in the words of its advice, the form in words that its choices answer.
    expect(shown(thread.verdict())).toMatch(/One question: .*look anything up/);
    expect(asked[0]).toMatch(/retrieval/);
    const kinds = JSON.stringify(blocks);
    expect(kinds).toMatch(
      /"radio_buttons".*You have a retrieval step.*You have no retrieval yet.*I don’t know/,
    );
    expect(kinds).toMatch(/"static_select".*The data is clean/);
    expect(kinds).toMatch(/A number in tokens\. Or name another unit: page, word, book\./);
  });

  test('filled in, is posted in that person’s name, counts as their word, and changes the verdict', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    const view = await openQuestions(slack, 'ben', thread);
    const answers = { has_retrieval: 'true', knowledge_tokens: '38 pages' };
    expect(await fillIn(slack, 'ben', view, answers)).toEqual({ outcome: 'closed' });
    const [said] = await slack.until(() => (thread.replies().length > 0 ? saidIn(slack, thread) : undefined));
    expect(shownLines(said?.blocks)).toEqual([
      '@Ben answers: ',
      'Is there a retrieval step today? You have a retrieval step',
      'How many pages or tokens is the knowledge? 15,200 tokens',
    ]);
    await settled(slack, database);
    const rows = await query(
      database,
      "select key, value, author, message, quote from statements where state = 'corrected' order by key",
    );
    const ben = slack.user('ben').id;
    expect(rows).toEqual([
      ['has_retrieval', true, ben, said?.ts, 'Is there a retrieval step today? You have a retrieval step'],
      ['knowledge_tokens', 15_200, ben, said?.ts, 'How many pages or tokens is the knowledge? 15,200 tokens'],
    ]);
    const verdict = shown(thread.verdict());
    expect(verdict).toContain('here: retrieval knobs');
    expect(verdict).toMatch(/“Is there a retrieval step today\? You have a retrieval step” {2}@Ben ↗/);
    const link = `p${said?.ts.replace('.', '')}`;
    expect(linksOf(thread.verdict())).toContainEqual(expect.stringContaining(link));
    expect(thread.replies().map(shown)).toEqual([
      expect.stringMatching(
        /^Changed: build retrieval → fix the retrieval you have\. @Ben: “Is there a retr/,
      ),
    ]);
    expect(linksOf(thread.replies()[0] ?? {})).toContainEqual(expect.stringContaining(link));
    expect(slack.pings()).toEqual([]);
  });

  test('says in the same message when an answer leaves the advice as it is', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    const view = await openQuestions(slack, 'ana', thread);
    await fillIn(slack, 'ana', view, { has_retrieval: 'false' });
    await slack.until(() => shown(saidIn(slack, thread)[0] ?? {}).includes('leaves the advice'));
    expect(shownLines(saidIn(slack, thread)[0]?.blocks)).toEqual([
      '@Ana answers: Is there a retrieval step today? You have no retrieval yet',
      'It leaves the advice as it is.',
    ]);
    await settled(slack, database);
    expect(thread.replies()).toEqual([]);
    expect(shown(thread.verdict())).not.toContain('One question: Is there a retrieval step today?');
  });

  test('with nothing in it, or nothing but "I don’t know", says so and changes nothing', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    const view = await openQuestions(slack, 'ana', thread);
    const nothing = {
      outcome: 'errors',
      errors: { 'fact:has_retrieval': expect.stringMatching(/^Nothing is filled in yet/) },
    };
    expect(await fillIn(slack, 'ana', view, {})).toEqual(nothing);
    expect(await fillIn(slack, 'ana', view, { has_retrieval: 'null' })).toEqual(nothing);
    await settled(slack, database);
    expect(saidIn(slack, thread)).toEqual([]);
  });

  test('with a number that cannot be read says at that field what is, keeps the rest, and can be sent again', async () => {
    const { slack } = await startWorld();
    const thread = await ask(slack, SITUATION);
    const view = await openQuestions(slack, 'ana', thread);
    const outcome = await fillIn(slack, 'ana', view, { knowledge_tokens: 'a lot', has_retrieval: 'true' });
    expect(outcome).toEqual({
      outcome: 'errors',
      errors: { 'fact:knowledge_tokens': expect.stringMatching(/^Write a number in tokens, such as/) },
    });
    expect(saidIn(slack, thread)).toEqual([]);
    await fillIn(slack, 'ana', view, { knowledge_tokens: '15k' });
    const said = await slack.until(() => saidIn(slack, thread)[0]);
    expect(shown(said)).toMatch(/You have a retrieval step\n.*15,000 tokens/);
  });
});

describe('two people who fill in the same form', () => {
  test('are both heard: the later word holds, and names the one that it replaced', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    const [anas, bens] = [
      await openQuestions(slack, 'ana', thread),
      await openQuestions(slack, 'ben', thread),
    ];
    await fillIn(slack, 'ana', anas, { has_retrieval: 'false' });
    await fillIn(slack, 'ben', bens, { has_retrieval: 'true' });
    await slack.until(() => shown(thread.verdict()).includes('here: retrieval knobs'));
    await settled(slack, database);
    expect(saidIn(slack, thread).map((message) => shownLines(message.blocks)[0])).toEqual([
      '@Ana answers: Is there a retrieval step today? You have no retrieval yet',
      '@Ben answers: Is there a retrieval step today? You have a retrieval step (instead of @Ana’s word: You have no retrieval yet)',
    ]);
    expect(shown(thread.verdict())).toContain('it replaces what @Ana said before');
  });

  test('with the same answer both stand in the thread, without a dispute', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    const [anas, bens] = [
      await openQuestions(slack, 'ana', thread),
      await openQuestions(slack, 'ben', thread),
    ];
    await Promise.all([
      fillIn(slack, 'ana', anas, { has_retrieval: 'true' }),
      fillIn(slack, 'ben', bens, { has_retrieval: 'true' }),
    ]);
    await slack.until(() => saidIn(slack, thread).length === 2);
    await settled(slack, database);
    expect(shown(thread.verdict())).not.toMatch(/you differ|it replaces/);
  });
});

describe('what Slack does not post at once', () => {
  test('waits, and is quoted from where it stands then', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    const view = await openQuestions(slack, 'ana', thread);
    slack.faults.api('chat.postMessage', { kind: 'rate-limited', retryAfter: 1 }, { times: 2 });
    await fillIn(slack, 'ana', view, { has_retrieval: 'true' });
    await slack.until(() => shown(thread.verdict()).includes('here: retrieval knobs'));
    await settled(slack, database);
    const [said, second] = saidIn(slack, thread);
    expect(second).toBeUndefined();
    expect(linksOf(thread.verdict())).toContainEqual(expect.stringContaining(`${said?.ts.replace('.', '')}`));
  });

  test('is not posted twice when the answer to its post was lost', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    const view = await openQuestions(slack, 'ana', thread);
    slack.faults.api('chat.postMessage', { kind: 'lost-answer' });
    await fillIn(slack, 'ana', view, { has_retrieval: 'true' });
    await slack.until(() => shown(thread.verdict()).includes('here: retrieval knobs'));
    await settled(slack, database);
    expect(saidIn(slack, thread)).toHaveLength(1);
  });

  test('and never will be, counts all the same', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    const view = await openQuestions(slack, 'ana', thread);
    slack.faults.api('chat.postMessage', { kind: 'error', error: 'restricted_action_thread_locked' });
    await fillIn(slack, 'ana', view, { has_retrieval: 'true' });
    await slack.until(() => shown(thread.verdict()).includes('here: retrieval knobs'));
    await settled(slack, database);
    expect(shown(thread.verdict())).toContain('You have a retrieval step');
  });
});

describe('a case that was forgotten meanwhile', () => {
  test('is said to be gone to who presses "Answer", to them alone', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    await settled(slack, database);
    await query(database, 'delete from cases');
    await press(slack, 'ana', thread, 'answer');
    const told = await slack.until(() => slack.ephemerals('ana')[0]);
    expect(told.text).toMatch(/no longer kept/);
  });

  test('is said to be gone in place of a form that is sent', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    const view = await openQuestions(slack, 'ana', thread);
    await settled(slack, database);
    await query(database, 'delete from cases');
    const outcome = await fillIn(slack, 'ana', view, { has_retrieval: 'true' });
    expect(outcome).toMatchObject({ outcome: 'updated' });
    expect(topView(slack, 'ana')?.submit).toBeNull();
    expect(inView(slack, 'ana')).toMatch(/no longer kept/);
  });
});

test('who is shown the form too late is told to press again', async () => {
  const { slack } = await startWorld();
  const thread = await ask(slack, SITUATION);
  slack.faults.api('views.open', { kind: 'error', error: 'expired_trigger_id' });
  await press(slack, 'ana', thread, 'answer');
  const told = await slack.until(() => slack.ephemerals('ana')[0]);
  expect(told.text).toMatch(/press it again/);
});

import { expect, test } from '@jest/globals';
import { startWorld } from '../../support/app.ts';
import { shown } from '../../support/shown.ts';
import { settled, verdictBelow } from '../../support/threads.ts';

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

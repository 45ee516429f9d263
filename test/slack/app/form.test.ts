import { expect, test } from '@jest/globals';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { startWorld } from '../../support/app.ts';
import { shown, shownLines } from '../../support/shown.ts';
import { oursIn, settled, verdictBelow } from '../../support/threads.ts';

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

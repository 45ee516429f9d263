import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { startWorld } from '../../support/app.ts';
import { connected } from '../../support/connected.ts';
import { shown } from '../../support/shown.ts';
import { query } from '../../support/test-database.ts';
import { ask, settled, verdictBelow } from '../../support/threads.ts';

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

import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { startApp, startWorld } from '../../support/app.ts';
import { eventually } from '../../support/eventually.ts';
import { shown } from '../../support/shown.ts';
import { socketMode, testSlack } from '../../support/slack.ts';
import { createDatabase, query } from '../../support/test-database.ts';
import {
  ask,
  type CaseThread,
  caseThread,
  keyOf,
  oursIn,
  settled,
  verdictBelow,
} from '../../support/threads.ts';

const SITUATION = 'Our support bot makes up refund rules. We have 800 Q&A pairs.';
const RAG = 'We already have RAG over the policy PDFs, but it often returns the wrong page.';
const ours = (slack: Sandbox): (string | undefined)[] =>
  slack
    .messages('#llm-help')
    .map(keyOf)
    .filter((key) => key !== undefined);
const inboxRows = async (database: string): Promise<number> =>
  Number((await query(database, 'select count(*) from inbox'))[0]?.[0]);

describe('an event', () => {
  test('that is told twice is worked on once', async () => {
    const { slack, database } = await startWorld();
    slack.faults.duplicateEvents();
    const text = `@Tune or Not ${SITUATION}`;
    const thread = await verdictBelow(
      slack,
      '#llm-help',
      slack.say({ user: 'ana', channel: '#llm-help', text }),
    );
    thread.say('ana', RAG);
    thread.say('ana', 'How many examples do we need?');
    // Both may be read in one turn, and then share a reply.
    const told = () => thread.replies().map(shown).join('\n');
    await slack.until(() => told().includes('Changed:') && told().includes('at least 10'));
    await settled(slack, database);
    expect(told().match(/Changed:/g)).toHaveLength(1);
    expect(told().match(/at least 10/g)).toHaveLength(1);
    expect(await inboxRows(database)).toBe(3);
    expect(ours(slack).filter((key) => key === 'verdict')).toHaveLength(1);
  });

  test('whose acknowledgement is lost is sent again, and worked on once', async () => {
    const { slack, database } = await startWorld({ limits: { ackMs: 150, retryDelaysMs: [10, 10, 10] } });
    slack.faults.ignoreAcks();
    const text = `@Tune or Not ${SITUATION}`;
    const ts = slack.say({ user: 'ana', channel: '#llm-help', text });
    await verdictBelow(slack, '#llm-help', ts);
    await slack.until(() => slack.deliveries().every(({ state }) => state === 'lost'));
    expect(slack.deliveries().every(({ attempts }) => attempts === 4)).toBe(true);
    slack.faults.clear();
    await settled(slack, database);
    expect(await inboxRows(database)).toBe(1);
    expect(ours(slack)).toEqual(['verdict']);
  });

  test('that arrives after the ones that follow it leaves nothing out', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    const letGo = slack.faults.holdEvents();
    const ts = thread.say('ana', 'We have 800 Q&A pairs.');
    slack.edit({ user: 'ana', channel: thread.channel, ts, text: RAG });
    letGo('reversed');
    await slack.until(() => shown(thread.verdict()).includes('here: retrieval knobs'));
    await settled(slack, database);
    expect(shown(thread.verdict())).toMatch(/here: retrieval knobs/);
  });

  test('that opens a case late finds what was said in its thread meanwhile', async () => {
    const slack = await testSlack();
    const database = await createDatabase();
    // Our clock goes before Slack's: to us its events are old ones.
    const clock = { now: () => Date.now() + 60_000 };
    await startApp({ ...socketMode(slack), DATABASE_URL: database }, clock);
    const letGo = slack.faults.holdEvents();
    const ts = slack.say({ user: 'ana', channel: '#llm-help', text: `@Tune or Not ${SITUATION}` });
    slack.say({
      user: 'ana',
      channel: '#llm-help',
      threadTs: ts,
      text: `${RAG} How many examples do we need?`,
    });
    letGo('reversed');
    const thread = await verdictBelow(slack, '#llm-help', ts);
    expect(shown(thread.verdict())).toMatch(/here: retrieval knobs/);
    await slack.until(() => thread.replies().length === 1);
  });
});

test('what Slack gave up telling us while we were away is found with what is said next in the thread', async () => {
  const { slack, database, env, app } = await startWorld({
    limits: { ackMs: 1_500, retryDelaysMs: [10, 10] },
  });
  const thread = await ask(slack, SITUATION);
  await settled(slack, database);
  await app.stop();
  const lost = thread.say('ana', RAG);
  await slack.until(() => slack.deliveries().every(({ state }) => state !== 'pending'));
  expect(slack.deliveries().at(-1)?.state).toBe('lost');
  // As if that had been an hour ago.
  await query(database, `update reach set reached_at = now() - interval '1 hour'`);
  await startApp(env);
  await eventually(async () => {
    const [row] = await query(database, 'select away_until from reach where away_until is not null');
    return row;
  });
  thread.say('ben', 'How many examples do we need?');
  await slack.until(() => shown(thread.verdict()).includes('here: retrieval knobs'));
  await slack.until(() => thread.replies().length === 1);
  await settled(slack, database);
  expect(shown(thread.replies()[0] ?? {})).toMatch(/Changed: .*at least 10/s);
  expect(await query(database, 'select distinct message from statements where message = $1', [lost])).toEqual(
    [[lost]],
  );
  // Once that is read, Slack is not asked again.
  const reads = slack.requests('conversations.replies').length;
  thread.say('ana', 'We use GPT-4o today.');
  await settled(slack, database);
  expect(slack.requests('conversations.replies')).toHaveLength(reads);
});

describe('the connection', () => {
  test('breaks: what is said meanwhile is answered once it is back', async () => {
    const { slack, database } = await startWorld({ limits: { retryDelaysMs: [20, 500, 500, 500] } });
    const thread = await ask(slack, SITUATION);
    slack.faults.dropSockets({ refuseForMs: 300 });
    await slack.until(() => slack.sockets() === 0);
    thread.say('ana', RAG);
    await slack.until(() => thread.replies().length === 1);
    await settled(slack, database);
    expect(ours(slack)).toEqual(['root', 'verdict', 'reply:2']);
    await slack.until(() => slack.sockets() === 2);
  });

  test('comes and goes all the time: what is said between is answered, each thing once', async () => {
    const { slack, database } = await startWorld({
      limits: { ackMs: 1_000, retryDelaysMs: Array.from({ length: 30 }, () => 300) },
    });
    const threads: CaseThread[] = [];
    for (const end of ['breaks', 'is renewed', 'breaks', 'is renewed']) {
      const ts = slack.say({ user: 'ana', channel: '#llm-help', text: `@Tune or Not ${SITUATION}` });
      threads.push(caseThread(slack, '#llm-help', ts));
      if (end === 'breaks') slack.faults.dropSockets({ refuseForMs: 100 });
      else slack.faults.askRefresh();
    }
    for (const { ts } of threads) await verdictBelow(slack, '#llm-help', ts);
    for (const [index, thread] of threads.entries()) {
      if (index % 2 === 0) slack.faults.dropSockets();
      thread.say('ana', RAG);
    }
    await slack.until(() => threads.every((thread) => thread.replies().length > 0));
    await settled(slack, database);
    expect(threads.map((thread) => thread.replies().length)).toEqual(threads.map(() => 1));
    expect(oursIn(slack, '#llm-help', 'verdict')).toHaveLength(threads.length);
    expect(await inboxRows(database)).toBe(2 * threads.length);
  });

  test('is renewed by Slack, and nobody notices', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    slack.faults.askRefresh();
    thread.say('ana', RAG);
    await slack.until(() => thread.replies().length === 1);
    await slack.until(() => slack.sockets() === 2);
    await settled(slack, database);
    expect(ours(slack)).toEqual(['root', 'verdict', 'reply:2']);
  });
});

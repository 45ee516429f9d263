import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { startApp, startWorld } from '../../support/app.ts';
import { startAppProcess } from '../../support/app-process.ts';
import { afterTest } from '../../support/clean-up.ts';
import { eventually } from '../../support/eventually.ts';
import { messagesIn, readsWell } from '../../support/llm-reader.ts';
import { asksForSummary, startLlmServer } from '../../support/llm-server.ts';
import { shown } from '../../support/shown.ts';
import { socketMode, testSlack } from '../../support/slack.ts';
import { createDatabase, locked, open, query } from '../../support/test-database.ts';
import { ask, type CaseThread, caseThread, keyOf, settled } from '../../support/threads.ts';

const SITUATION = 'Our support bot makes up refund rules. We have 800 Q&A pairs.';
const RAG = 'We already have RAG over the policy PDFs, but it often returns the wrong page.';
/** So many questions are asked while replicas come and go. */
const LEAST_ASKED = 24;
const MOST_ASKED = 200;
/** Statements that wait for a lock that somebody else holds. */
const WAITING = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
/** Connections over which it was asked last whose a thread is. */
const LOOKED = `select 1 from pg_stat_activity where query like 'select "id" from "cases"%'`;
/** So many cases one process works on at a time. */
const WORKERS = 4;
/** After this, one process alone is at it. */
const PATIENCE_MS = 15_000;
/** For starting several processes. */
const TEST_MS = 150_000;

/** Our messages in a thread, by what they are. */
const oursIn = (slack: Sandbox, { channel, ts }: CaseThread): string[] =>
  slack.messages(channel, ts).flatMap((message) => keyOf(message) ?? []);
const mention = (slack: Sandbox, text: string): CaseThread =>
  caseThread(
    slack,
    '#llm-help',
    slack.say({ user: 'ana', channel: '#llm-help', text: `@Tune or Not ${text}` }),
  );

test(
  'two app processes on one database never read a case at the same time, and answer each once',
  async () => {
    const atOnce = new Map<string, number>();
    const most = { ofOneCase: 0, of: 0 };
    // Whoever reads, reads until more are at it than one process works on at a time; each case names a team of its own.
    let bothAreAtIt: () => void = () => undefined;
    const enough = new Promise<void>((resolve) => {
      bothAreAtIt = resolve;
    });
    const llm = await startLlmServer(async (call) => {
      const team = /team (\d+)/.exec(
        messagesIn(call)
          .map(({ text }) => text)
          .join(' '),
      )?.[1];
      if (asksForSummary(call) || team === undefined) return readsWell(call);
      atOnce.set(team, (atOnce.get(team) ?? 0) + 1);
      most.ofOneCase = Math.max(most.ofOneCase, atOnce.get(team) ?? 0);
      most.of = Math.max(
        most.of,
        [...atOnce.values()].reduce((sum, each) => sum + each, 0),
      );
      if (most.of > WORKERS) bothAreAtIt();
      await Promise.race([enough, delay(PATIENCE_MS, undefined, { ref: false })]);
      await delay(150);
      atOnce.set(team, (atOnce.get(team) ?? 0) - 1);
      return readsWell(call);
    });
    afterTest(() => llm.close());
    const slack = await testSlack();
    const database = await createDatabase();
    const env = {
      ...socketMode(slack),
      DATABASE_URL: database,
      OPENAI_API_KEY: 'none',
      OPENAI_BASE_URL: llm.baseUrl,
      GATHER_SECONDS: '0',
    };
    await Promise.all([startAppProcess(env), startAppProcess(env)]);
    const threads = Array.from({ length: 12 }, (_, team) =>
      mention(slack, `I am of team ${team}. ${SITUATION}`),
    );
    for (const [team, thread] of threads.entries()) {
      thread.say('ana', `We of team ${team} use GPT-4o today.`);
      thread.say('ben', `${RAG} Says team ${team}.`);
    }
    const knows = (thread: CaseThread) =>
      oursIn(slack, thread).includes('verdict') && shown(thread.verdict()).includes('here: retrieval knobs');
    await slack.until(() => threads.every(knows));
    await settled(slack, database);
    expect(most.ofOneCase).toBe(1);
    expect(most.of).toBeGreaterThan(WORKERS);
    for (const thread of threads) {
      const keys = oursIn(slack, thread);
      expect(keys.filter((key) => key === 'verdict')).toHaveLength(1);
      expect(new Set(keys).size).toBe(keys.length);
    }
  },
  TEST_MS,
);

test('what one process hears while another still keeps the mention that it answers is kept with it', async () => {
  const { slack, database, env } = await startWorld();
  await startApp(env);
  // Nobody can open a case now; what is said can be kept.
  const { letGo } = await locked(database, 'cases in share mode');
  const thread = mention(slack, SITUATION);
  await eventually(async () => (await query(database, WAITING)).length > 0);
  thread.say('ana', RAG);
  thread.say('ben', 'The model must run on our own servers.');
  // One of the two goes to each process, and both look whether the thread is ours.
  await eventually(async () => (await query(database, LOOKED)).length > 0);
  await letGo();
  await slack.until(() => oursIn(slack, thread).includes('verdict'));
  await settled(slack, database);
  expect(await query(database, 'select count(*)::int from inbox')).toEqual([[3]]);
  expect(shown(thread.verdict())).toMatch(/here: retrieval knobs/);
});

test(
  'replicas that are replaced one by one while people ask lose nothing, answer each question once, and end in order',
  async () => {
    const slack = await testSlack();
    const database = await createDatabase();
    const env = { ...socketMode(slack), DATABASE_URL: database, GATHER_SECONDS: '0' };
    const threads: CaseThread[] = [];
    const rolled = new AbortController();
    let replica = await startAppProcess(env);
    const asking = (async () => {
      for (let count = 0; count < MOST_ASKED && !(rolled.signal.aborted && count >= LEAST_ASKED); count++) {
        const thread = mention(slack, SITUATION);
        threads.push(thread);
        // Below an earlier one somebody goes on, which another replica may have begun.
        const earlier = threads[count - 8];
        if (earlier && count % 2 === 0) earlier.say('ana', RAG);
        await delay(100);
      }
    })();
    for (let count = 0; count < 2; count++) {
      const next = await startAppProcess(env);
      replica.terminate();
      expect(await replica.ended).toBe(0);
      replica = next;
    }
    rolled.abort();
    await asking;
    await slack.until(() => threads.every((thread) => oursIn(slack, thread).includes('verdict')));
    await settled(slack, database);
    const wrong = threads.filter((thread) => {
      const keys = oursIn(slack, thread);
      return new Set(keys).size !== keys.length || keys[0] !== 'verdict';
    });
    expect(wrong).toEqual([]);
    expect(slack.deliveries().every(({ state }) => state === 'acked')).toBe(true);
  },
  TEST_MS,
);

test('an older replica goes on working, and starts, beside tables that the next version has added to', async () => {
  const { slack, database, env } = await startWorld();
  const thread = await ask(slack, SITUATION);
  await settled(slack, database);
  // As the next version brings the tables up to date, while this one works with them.
  const { db } = await open(database);
  await db.transaction().execute(async (trx) => {
    for (const table of ['cases', 'inbox', 'outbox', 'statements', 'assessments', 'digests'])
      await trx.schema
        .alterTable(table)
        .addColumn('mood', 'text', (column) => column.notNull().defaultTo('calm'))
        .execute();
    await trx.schema.createTable('moods').addColumn('workspace', 'text').execute();
  });
  await query(database, `insert into kysely_migration values ('998-mood', now()::text)`);
  thread.say('ana', RAG);
  await slack.until(() => thread.replies().length === 1);
  await startApp(env);
  const other = await ask(slack, 'Our search returns the wrong page.');
  thread.say('ben', 'How many examples do we need?');
  await slack.until(() => thread.replies().length === 2);
  await settled(slack, database);
  expect(shown(thread.verdict())).toMatch(/here: retrieval knobs/);
  expect(oursIn(slack, other)).toEqual(['root', 'verdict']);
});

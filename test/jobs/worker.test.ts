import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../src/sandbox/server/sandbox.ts';
import type { Inbound } from '../../src/store/inbound.ts';
import { writeInbounds } from '../../src/store/inbox.ts';
import { startApp, startWorld } from '../support/app.ts';
import { capturedLog } from '../support/captured-log.ts';
import { eventually } from '../support/eventually.ts';
import { shown } from '../support/shown.ts';
import { everythingIn, open, query } from '../support/test-database.ts';
import { ask, type CaseThread, keyOf, oursIn, settled } from '../support/threads.ts';

const SITUATION = 'Our support bot makes up refund rules. We have 800 Q&A pairs.';
const RAG = 'We already have RAG over the policy PDFs, but it often returns the wrong page.';
const DAY_MS = 24 * 60 * 60 * 1000;

/** Our messages in a thread, by what they are. */
const oursBelow = (slack: Sandbox, { channel, ts }: CaseThread): string[] =>
  slack.messages(channel, ts).flatMap((message) => keyOf(message) ?? []);

/** A message in a thread as somebody left it in the database who kept it and then died: no job, no lease. */
async function leave(database: string, slack: Sandbox, thread: CaseThread, text: string): Promise<void> {
  const at = Date.now();
  const message = { ts: `${(at / 1000).toFixed(3)}000`, user: slack.user('ana').id, text };
  const inbound: Inbound = {
    workspace: slack.teamId,
    eventKey: `left:${message.ts}`,
    channel: slack.channel(thread.channel).id,
    threadTs: thread.ts,
    opening: undefined,
    body: { kind: 'message', message, mentioned: false },
    at,
  };
  const { db } = await open(database);
  await writeInbounds(db, [inbound]);
  await query(database, 'delete from graphile_worker._private_jobs where locked_at is null');
}

describe('what was left behind', () => {
  test('is taken up by the next who starts: a message without a job, and a message of ours that was never posted', async () => {
    const { slack, database, env, app } = await startWorld();
    const thread = await ask(slack, SITUATION);
    await settled(slack, database);
    slack.faults.api('chat.update', { kind: 'http', status: 500 }, { times: Number.POSITIVE_INFINITY });
    thread.say('ana', 'We use GPT-4o today.');
    await eventually(async () => {
      const [row] = await query(database, 'select 1 from outbox where attempts > 0');
      return row;
    });
    await app.stop();
    await leave(database, slack, thread, RAG);
    await query(database, 'update outbox set attempt_after = now()');
    slack.faults.clear();
    await startApp(env);
    await slack.until(() => thread.replies().length === 1);
    expect(shown(thread.verdict())).toMatch(/here: retrieval knobs/);
    await settled(slack, database);
    expect(oursBelow(slack, thread)).toEqual(['root', 'verdict', 'reply:3']);
  });

  test('is left alone while somebody else holds the case, and taken up once the lease ran out', async () => {
    const { slack, database } = await startWorld();
    const held = await ask(slack, SITUATION);
    const free = await ask(slack, 'Our search returns the wrong page.');
    await settled(slack, database);
    await query(
      database,
      `update cases set lease = gen_random_uuid(), leased_until = now() + interval '1 hour' where thread_ts = $1`,
      [held.ts],
    );
    held.say('ana', RAG);
    await leave(database, slack, free, 'How many examples do we need?');
    // The sweeper looked at both, and took up one.
    await slack.until(() => free.replies().length === 1);
    expect(held.replies()).toEqual([]);
    await query(database, 'update cases set leased_until = now() where lease is not null');
    await slack.until(() => held.replies().length === 1);
    await settled(slack, database);
    expect(oursBelow(slack, held)).toEqual(['root', 'verdict', 'reply:2']);
  });
});

test('two processes share the work: every case is answered once, with all that was said', async () => {
  const { slack, database, env } = await startWorld();
  await startApp(env);
  const threads = await Promise.all(
    ['#llm-help', '#ml-platform'].map((channel) => ask(slack, SITUATION, { channel })),
  );
  for (const fact of ['We use GPT-4o today.', '15,000 calls a day at $0.005 each.', RAG])
    for (const thread of threads) thread.say('ana', fact);
  await settled(slack, database);
  for (const thread of threads) {
    expect(shown(thread.verdict())).toMatch(/here: retrieval knobs/);
    expect(oursBelow(slack, thread).filter((key) => !key.startsWith('reply'))).toEqual(['root', 'verdict']);
    const told = thread.replies().map(shown).join('\n');
    expect(told.match(/Changed: build retrieval/g)).toHaveLength(1);
  }
});

test('a case that fails again and again is told of in its thread, once; others go on, and it is answered when it can be', async () => {
  const { log, text } = capturedLog();
  const { slack, database } = await startWorld({ log });
  const thread = await ask(slack, SITUATION);
  await settled(slack, database);
  const other = await ask(slack, 'Our search returns the wrong page.');
  await settled(slack, database);
  // As if a later version had kept it, which this one cannot read.
  await query(
    database,
    `insert into inbox (workspace, event_key, case_id, kind, body)
     select workspace, 'from a later version', id, 'message', '{"kind": "hologram", "words": "purple elephant"}'
     from cases where thread_ts = $1`,
    [thread.ts],
  );
  const trouble = () =>
    slack.messages(thread.channel, thread.ts).filter((each) => keyOf(each) === 'trouble:1');
  // It waits longer before each attempt; here nobody has the time.
  await eventually(async () => {
    await query(database, 'update cases set retry_after = now() where failures between 1 and 5');
    return trouble().length === 1;
  });
  expect(shown(trouble()[0] ?? {})).toMatch(
    /^Something in me fails when I work on what was said here\. It is kept, and I go on trying\./,
  );
  const [stuck] = await query(database, 'select id, failures from cases where failures > 0');
  expect(shown(trouble()[0] ?? {})).toContain(`under case ${stuck?.[0]}.`);
  expect(text()).toMatch(/"failures":6,.*"a case could not be worked on"/);
  expect(text()).not.toContain('elephant');

  other.say('ana', 'How many examples do we need?');
  await slack.until(() => other.replies().length === 1);

  const body = { kind: 'message', message: { ts: thread.ts, user: slack.user('ana').id, text: RAG } };
  const ts = `${Math.floor(Date.now() / 1000)}.000100`;
  const mended = { ...body, message: { ...body.message, ts }, mentioned: false };
  await query(database, 'update inbox set body = $1 where done_at is null', [JSON.stringify(mended)]);
  await query(database, 'update cases set retry_after = now() where failures > 0');
  await slack.until(() => thread.replies().length === 1);
  await settled(slack, database);
  expect(shown(thread.verdict())).toMatch(/here: retrieval knobs/);
  expect(oursBelow(slack, thread)).toEqual(['root', 'verdict', 'trouble:1', 'reply:2']);
  expect(await query(database, 'select max(failures), count(retry_after) from cases')).toEqual([[0, '0']]);
});

test('once a day what is past its time is deleted, everywhere', async () => {
  let ahead = 0;
  const appClock = { now: () => Date.now() + ahead };
  const { slack, database } = await startWorld({ appClock, env: { RETENTION_DAYS: '30' } });
  const thread = await ask(slack, 'Our purple elephant bot makes up refund rules.');
  thread.say('ana', 'The purple elephant has RAG over the policy PDFs, but it often returns the wrong page.');
  await slack.until(() => thread.replies().length === 1);
  await settled(slack, database);
  expect(await everythingIn(database)).toContain('elephant');
  const daily = () => query(database, `select graphile_worker.add_job('daily')`);
  ahead = 29 * DAY_MS;
  await daily();
  const done = () =>
    eventually(async () => {
      const [row] = await query(database, 'select count(*) from graphile_worker.jobs');
      return Number(row?.[0]) === 0;
    });
  await done();
  expect(await everythingIn(database)).toContain('elephant');
  ahead = 31 * DAY_MS;
  await daily();
  await done();
  expect(await everythingIn(database)).not.toContain('elephant');
  // What follows from the words is kept, and the talk goes on.
  thread.say('ana', 'How many examples do we need?');
  await slack.until(() => thread.replies().length === 2);
  expect(oursIn(slack, thread.channel, 'verdict')).toHaveLength(1);
  expect(shown(thread.verdict())).toMatch(/here: retrieval knobs/);
});

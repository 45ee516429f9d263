import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { startEmbeddedPostgres } from '../../../src/store/embedded/start-embedded-postgres.ts';
import { startApp } from '../../support/app.ts';
import { afterTest } from '../../support/clean-up.ts';
import { eventually } from '../../support/eventually.ts';
import { shown } from '../../support/shown.ts';
import { socketMode, testSlack } from '../../support/slack.ts';
import { createDatabase, query } from '../../support/test-database.ts';
import { caseThread, keyOf, oursIn, settled, verdictBelow } from '../../support/threads.ts';

const SITUATION = 'Our support bot makes up refund rules. We have 800 Q&A pairs.';
const RAG = 'We already have RAG over the policy PDFs, but it often returns the wrong page.';
/** Slack comes again soon, and for as long as this takes. */
const LIMITS = { ackMs: 1_000, retryDelaysMs: Array.from({ length: 100 }, () => 200) };

/** Our messages in the channel, by what they are. */
const ours = (slack: Sandbox): string[] =>
  slack.messages('#llm-help').flatMap((message) => keyOf(message) ?? []);

/** Somebody asks, somebody goes on in a thread, and somebody types a command, all while nothing can be written. */
async function meanwhile(slack: Sandbox, known: string): Promise<string> {
  const ts = slack.say({ user: 'ana', channel: '#llm-help', text: `@Tune or Not ${SITUATION}` });
  caseThread(slack, '#llm-help', known).say('ana', RAG);
  await slack.command({ user: 'ben', channel: '#llm-help', text: '/finetune Our search is slow.' });
  expect(slack.ephemerals('ben').at(-1)?.text).toContain('Our search is slow.');
  await slack.until(() => slack.deliveries().filter(({ attempts }) => attempts >= 2).length >= 2);
  return ts;
}

/** What was said is answered, each thing once. */
async function answered(slack: Sandbox, database: string, known: string, ts: string): Promise<void> {
  await verdictBelow(slack, '#llm-help', ts);
  const thread = caseThread(slack, '#llm-help', known);
  await slack.until(() => thread.replies().length === 1);
  await settled(slack, database);
  expect(shown(thread.verdict())).toMatch(/here: retrieval knobs/);
  expect(oursIn(slack, '#llm-help', 'verdict')).toHaveLength(2);
  expect(ours(slack).filter((key) => key.startsWith('reply'))).toHaveLength(1);
}

/** A database of the app's own role, which can be given less than it needs. */
async function ownRole(database: string): Promise<{ url: string; role: string }> {
  const name = new URL(database).pathname.slice(1);
  const role = `${name}_app`;
  await query(database, `create role ${role} login bypassrls password 'app'`);
  await query(database, `grant all on all tables in schema public to ${role}`);
  for (const schema of ['public', 'graphile_worker']) {
    await query(database, `grant all on schema ${schema} to ${role}`);
    await query(database, `grant all on all tables in schema ${schema} to ${role}`);
    await query(database, `grant all on all sequences in schema ${schema} to ${role}`);
  }
  afterTest(() => query(database, `drop owned by ${role}; drop role ${role}`));
  const url = new URL(database);
  url.username = role;
  url.password = 'app';
  return { url: url.href, role };
}

const endConnections = (database: string, of: string) =>
  query(
    database,
    `select pg_terminate_backend(pid) from pg_stat_activity where ${of} and pid <> pg_backend_pid()`,
  );

describe('a database that', () => {
  test('takes no more connections: events come again and commands come back; then all is answered once', async () => {
    const slack = await testSlack({ limits: LIMITS });
    const database = await createDatabase();
    const { url, role } = await ownRole(database);
    await startApp({ ...socketMode(slack), DATABASE_URL: url, GATHER_SECONDS: '0' });
    const known = slack.say({ user: 'ana', channel: '#llm-help', text: `@Tune or Not ${SITUATION}` });
    await verdictBelow(slack, '#llm-help', known);
    await settled(slack, database);
    await query(database, `alter role ${role} connection limit 0`);
    await endConnections(database, `usename = '${role}'`);
    const ts = await meanwhile(slack, known);
    await query(database, `alter role ${role} connection limit -1`);
    await answered(slack, database, known, ts);
  });

  test('becomes read-only: the same, also where its connections stay open when it can be written again', async () => {
    const slack = await testSlack({ limits: LIMITS });
    const database = await createDatabase();
    await startApp({ ...socketMode(slack), DATABASE_URL: database, GATHER_SECONDS: '0' });
    const known = slack.say({ user: 'ana', channel: '#llm-help', text: `@Tune or Not ${SITUATION}` });
    await verdictBelow(slack, '#llm-help', known);
    await settled(slack, database);
    const name = new URL(database).pathname.slice(1);
    await query(database, `alter database ${name} set default_transaction_read_only = on`);
    await endConnections(database, `datname = '${name}'`);
    const ts = await meanwhile(slack, known);
    await query(
      database,
      `set transaction_read_only = off; alter database ${name} set default_transaction_read_only = off`,
    );
    await answered(slack, database, known, ts);
  });

  test('is stopped and started again: what it had taken is there, and all is answered once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tune-or-not-stopped-'));
    afterTest(() => rm(folder, { recursive: true, force: true }));
    await chmod(folder, 0o711);
    const start = () =>
      startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), ownFolder: join(folder, 'own') });
    const first = await start();
    afterTest(() => first.stop());
    const slack = await testSlack({ limits: LIMITS });
    await startApp({ ...socketMode(slack), DATABASE_URL: first.url, GATHER_SECONDS: '0' });
    const known = slack.say({ user: 'ana', channel: '#llm-help', text: `@Tune or Not ${SITUATION}` });
    await verdictBelow(slack, '#llm-help', known);
    await settled(slack, first.url);
    await first.stop();
    const ts = await meanwhile(slack, known);
    const again = await start();
    afterTest(() => again.stop());
    expect(again.url).toBe(first.url);
    await answered(slack, again.url, known, ts);
    await eventually(async () => {
      const [row] = await query(again.url, `select count(*) from inbox where done_at is not null`);
      return Number(row?.[0]) === 3;
    });
  });
});

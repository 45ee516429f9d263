import { type Kysely, sql } from 'kysely';
import type { Tables } from '../src/store/tables.ts';
import { CLI, startChild } from './support/child.ts';
import { type NullSlack, startNullSlack } from './support/null-slack.ts';
import { createOwnDatabase } from './support/own-database.ts';
import { askQuestions } from './support/questions.ts';
import { median, quantile, rounded, timed } from './support/statistics.ts';

const SIZES = { few: 100, many: 100_000 };
const WARM_UP = 20;
const ROUNDS = 41;
const STATEMENTS = 8;

/**
 * The time of a turn, from the arrival of a question to its verdict, among 100,000 stored cases and among 100. Two
 * processes take turns, each on a database of its own; Slack costs nothing.
 */
export async function measureStoredCases(serverUrl: string) {
  const few = await prepare(serverUrl, 'stored_few', SIZES.few);
  const many = await prepare(serverUrl, 'stored_many', SIZES.many);
  try {
    const rounds: { few: number; many: number }[] = [];
    for (let round = 0; round < WARM_UP + ROUNDS; round++) {
      const times = { few: await few.turn(), many: await many.turn() };
      if (round >= WARM_UP) rounds.push(times);
    }
    const of = (which: 'few' | 'many') => rounds.map((each) => each[which]);
    return {
      rounds: ROUNDS,
      stored: SIZES.many,
      medianMs: rounded(median(of('many'))),
      p90Ms: rounded(quantile(of('many'), 0.9)),
      among100Ms: rounded(median(of('few'))),
      ratio: rounded(median(rounds.map((each) => each.many / each.few)), 2),
      bar: { ratio: 1.2 },
    };
  } finally {
    await few.end();
    await many.end();
  }
}

async function prepare(serverUrl: string, name: string, cases: number) {
  const { url, db, drop } = await createOwnDatabase(serverUrl, name);
  await seed(db, cases);
  const slack = await startNullSlack();
  const app = await startChild(
    [CLI, 'start'],
    { ...slack.env, DATABASE_URL: url, PORT: '0', LOG_LEVEL: 'warn' },
    /connected/,
  );
  return {
    turn: () => turn(db, slack),
    end: async () => {
      await app.stop();
      await slack.close();
      await drop();
    },
  };
}

const turn = (db: Kysely<Tables>, slack: NullSlack): Promise<number> =>
  timed(async () => {
    const posted = slack.verdicts(1);
    await askQuestions(db, 1);
    await posted;
  });

/** Cases as they lie there once they were answered: facts, an assessment, what was posted, and what arrived. */
async function seed(db: Kysely<Tables>, cases: number): Promise<void> {
  const id = sql`md5('case' || n)::uuid`;
  const numbers = sql`generate_series(1, ${cases}::integer) as n`;
  const workspace = sql`'T' || n % 200`;
  const assessment = JSON.stringify({
    verdict: { route: 'rag-first', standing: 'ask' },
    headline: { text: 'Not yet. Give the bot your rules before you train anything.' },
    questions: [{ fact: 'knowledge_pages', text: 'How many pages are the rules?' }],
    situation: { facts: [], conflicts: [] },
    padding: 'x'.repeat(3_000),
  });
  await sql`
    insert into cases (workspace, id, channel, thread_ts, opened_by, opened_at, origin, turn)
    select ${workspace}, ${id}, 'C' || n % 2000, 1700000000 + n || '.000100', 'U' || n % 500, '2026-11-01', 'mention', 1
    from ${numbers}`.execute(db);
  await sql`
    insert into inbox (workspace, event_key, case_id, kind, received_at, done_at)
    select ${workspace}, 'seeded:' || n, ${id}, 'open', now(), now() from ${numbers}`.execute(db);
  await sql`
    insert into assessments (workspace, case_id, turn, assessment, summary, curator, decided_at)
    select ${workspace}, ${id}, 1, ${assessment}::jsonb, '[]', 'offline', '2026-11-02' from ${numbers}`.execute(
    db,
  );
  await sql`
    insert into statements (workspace, case_id, key, value, state, author, said_at, message, quote, curator)
    select ${workspace}, ${id}, 'fact' || f, '"yes"'::jsonb, 'stated', 'U1', '2026-11-01', '1700000000.000100',
      'Our support bot makes up refund rules.', 'offline'
    from ${numbers}, generate_series(1, ${STATEMENTS}::integer) as f`.execute(db);
  await sql`
    insert into outbox (workspace, case_id, key, channel, content, version, sent_version, ts)
    select ${workspace}, ${id}, 'verdict', 'C' || n % 2000, '{"kind":"verdict","turn":1,"notes":[]}', 1, 1, '1700000001.000100'
    from ${numbers}`.execute(db);
  await sql`
    insert into cache (key, value)
    select 'tune-or-not:T' || n % 200 || ':' || ${id} || ':conversation', repeat('x', 1000) from ${numbers}`.execute(
    db,
  );
  await sql`vacuum analyze`.execute(db);
}

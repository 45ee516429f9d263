import { type Kysely, sql } from 'kysely';
import type { Pack } from '../src/advisor/pack.ts';
import { compose } from '../src/digest/compose.ts';
import { digestById } from '../src/digest/digests.ts';
import { USUAL_PARTS } from '../src/digest/settings.ts';
import { takeDue } from '../src/digest/take-due.ts';
import { loadPack } from '../src/pack/load.ts';
import { packFolders } from '../src/pack-folders.ts';
import type { Tables } from '../src/store/tables.ts';
import { createOwnDatabase, type OwnDatabase } from './support/own-database.ts';
import { median, rounded } from './support/statistics.ts';

const WORKSPACE = 'T0BENCH';
const SCHEDULES = 100_000;
const CASES = 200_000;
const DUE = 100;
const ROUNDS = 9;
/** So many are put together at a time, as by the queue. */
const AT_A_TIME = 2;

/**
 * Finding the 100 digests that are due, and putting each together, among 100,000 schedules and 200,000 open cases; and
 * the same 100 among a tenth of the rest, in turns, so that what else the machine does falls on both. Nothing is posted.
 */
export async function measureDigests(databaseUrl: string) {
  const pack = await loadPack(packFolders(undefined));
  const tenth = await prepare(databaseUrl, 'digests_tenth', 0.1, pack);
  const all = await prepare(databaseUrl, 'digests_all', 1, pack);
  const times: Record<'tenth' | 'all', Time[]> = { tenth: [], all: [] };
  // The first round warms caches, as the ticks before would have.
  for (let round = 0; round <= ROUNDS; round++) {
    const one = await once(round, tenth.db, pack);
    const other = await once(round, all.db, pack);
    if (round === 0) continue;
    times.tenth.push(one);
    times.all.push(other);
  }
  await tenth.drop();
  await all.drop();
  const [small, large] = [summed(times.tenth), summed(times.all)];
  return {
    schedules: SCHEDULES,
    openCases: CASES,
    due: DUE,
    medianMs: rounded(large),
    findMs: rounded(median(times.all.map(({ find }) => find))),
    composeMs: rounded(median(times.all.map(({ put }) => put))),
    amongATenthMs: rounded(small),
    ratio: rounded(large / small, 2),
    bar: { medianMs: 2_000, ratio: 1.2 },
  };
}

/** Milliseconds for finding what is due, and for putting it together. */
interface Time {
  find: number;
  put: number;
}

const summed = (times: readonly Time[]): number => median(times.map(({ find, put }) => find + put));

/** A database with so much of all schedules and cases. */
async function prepare(serverUrl: string, name: string, share: number, pack: Pack): Promise<OwnDatabase> {
  const database = await createOwnDatabase(serverUrl, name);
  await seed(SCHEDULES * share, CASES * share, database.db, pack);
  return database;
}

/** Each day 100 of the digests are due at nine, the same ones in every size. */
async function once(round: number, db: Kysely<Tables>, pack: Pack): Promise<Time> {
  const now = Date.UTC(2026, 10, 23 + round, 9);
  const begun = performance.now();
  const taken = await takeDue(db, now);
  const found = performance.now();
  const due = await db
    .selectFrom('digest_sends')
    .select(['workspace', 'digest as id'])
    .where('outcome', 'is', null)
    .execute();
  const left = [...due];
  const composing = { db, packFor: async () => ({ pack }), voice: { channelsOf: async () => [] } };
  let lines = 0;
  const work = async (): Promise<void> => {
    for (let ref = left.pop(); ref; ref = left.pop()) {
      const digest = await digestById(db, ref);
      if (!digest) continue;
      const content = await compose(digest, { now, late: false, preview: false }, composing);
      lines += content.lines.length;
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  const done = performance.now();
  if (taken !== DUE || due.length !== DUE || lines < 4 * DUE)
    throw new Error(`${taken} digests were due, ${due.length} sends, ${lines} lines.`);
  await sql`update digest_sends set outcome = 'quiet' where outcome is null`.execute(db);
  await sql`delete from graphile_worker._private_jobs`.execute(db);
  return { find: found - begun, put: done - found };
}

/**
 * Two open cases a channel, each with what lists need of its assessment and an overdue step; one digest a channel, with
 * the one that was sent last and its lines, and a line snoozed in every tenth.
 */
async function seed(schedules: number, cases: number, db: Kysely<Tables>, pack: Pack): Promise<void> {
  const [passage = ''] = pack.passages.keys();
  const assessment = JSON.stringify({
    verdict: { route: 'rag-first', standing: 'ask' },
    headline: { text: 'Not yet. Give the bot your rules before you train anything.' },
    questions: [{ fact: 'knowledge_pages', text: 'How many pages are the rules?' }],
    passages: [{ id: passage, because: 'headline' }],
    packVersion: pack.version,
    situation: { facts: [], conflicts: [] },
    padding: 'x'.repeat(800),
  });
  const id = sql`md5('case' || n)::uuid`;
  const numbers = sql`generate_series(1, ${cases}::integer) as n`;
  await sql`
    insert into cases (workspace, id, channel, thread_ts, opened_by, opened_at, origin, turn)
    select ${WORKSPACE}, ${id}, 'C' || (n % ${schedules}::integer), 1700000000 + n || '.000100', 'U1', '2026-11-01', 'command', 1
    from ${numbers}`.execute(db);
  await sql`
    insert into assessments (workspace, case_id, turn, assessment, summary, curator, decided_at)
    select ${WORKSPACE}, ${id}, 1, ${assessment}::jsonb, '[]', 'offline', '2026-11-02' from ${numbers}`.execute(
    db,
  );
  await sql`
    insert into steps (workspace, case_id, id, place, what, measure, pass, owner, due, passages,
      created_by, created_at, updated_by, updated_at)
    select ${WORKSPACE}, ${id}, 'a', 1, 'Ask 50 of the 800 twice', '', '', 'U' || n, '2026-11-20', '[]', 'U1', '2026-11-02', 'U1', '2026-11-02'
    from ${numbers}`.execute(db);
  await sql`
    insert into digests (workspace, id, kind, channel, days, time, zone, include, skip_quiet, set_up_by, set_up_at,
      next_run_at, last_sent_at, last_day, unanswered)
    select ${WORKSPACE}, md5('digest' || n), 'channel', 'C' || n, '{mon,tue,wed,thu,fri,sat,sun}',
      case when n < ${DUE} then '09:00' else '23:00' end, 'UTC', ${[...USUAL_PARTS]}::text[], true, 'U1', '2026-11-01',
      case when n < ${DUE} then '2026-11-23 09:00Z'::timestamptz else '2027-01-01 12:00Z'::timestamptz end,
      '2026-11-22 09:00Z', '2026-11-22', 1
    from generate_series(0, ${schedules}::integer - 1) as n`.execute(db);
  await sql`
    insert into digest_sends (workspace, digest, day, due_at, late, wake_at, outcome, ts, channel)
    select workspace, id, last_day, last_sent_at, false, last_sent_at, 'sent', '1.' || id, channel from digests`.execute(
    db,
  );
  await sql`
    insert into digest_lines (workspace, digest, day, key, case_id)
    select d.workspace, d.id, d.last_day, 'case:' || c.id, c.id
    from digests d join cases c on c.workspace = d.workspace and c.channel = d.channel`.execute(db);
  await sql`
    insert into snoozes (workspace, digest, key, case_id, until)
    select d.workspace, d.id, 'step:' || c.id || ':a', c.id, '2026-11-01'
    from digests d join cases c on c.workspace = d.workspace and c.channel = d.channel
    where substr(d.id, 1, 1) = '0'`.execute(db);
  await sql`vacuum analyze`.execute(db);
}

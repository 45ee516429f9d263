import { beforeEach, describe, expect, test } from '@jest/globals';
import { type Kysely, sql } from 'kysely';
import type { Pack } from '../../src/advisor/pack.ts';
import { CannotSpeakError } from '../../src/cases/voice.ts';
import { compose, previewDigest } from '../../src/digest/compose.ts';
import type { Digest } from '../../src/digest/digest.ts';
import { digestById, setUpDigest, snoozeLine } from '../../src/digest/digests.ts';
import { inOrder, stepLine } from '../../src/digest/lines.ts';
import { PARTS, type Part, PERSONAL_PARTS } from '../../src/digest/settings.ts';
import type { CaseRef } from '../../src/store/case-ref.ts';
import { noteSendAttempt, takeSend } from '../../src/store/digest-sends.ts';
import type { Tables } from '../../src/store/tables.ts';
import { ownPack } from '../runner/own-guidance.ts';
import { DAY_MS, decideOn, EVERY_DAY, makeCase, takeOn } from '../support/digests.ts';
import { testDb } from '../support/test-database.ts';

/** 2026-11-23, a Monday, nine o'clock. */
const NOW = Date.UTC(2026, 10, 23, 9);
const AT = new Date(NOW - 3 * DAY_MS);
const BY = { user: 'U1', at: AT };
const BOT = 'Our support bot makes up refund rules. We have 800 Q&A pairs.';

let db: Kysely<Tables>;
let pack: Pack;
let digest: Digest;
beforeEach(async () => {
  db = await testDb();
  pack = await ownPack();
  digest = await setUp(['steps', 'decisions', 'guidance', 'questions', 'cases', 'changes']);
});

const setUp = (include: readonly Part[], target: Digest['target'] = { kind: 'channel', channel: 'C1' }) =>
  setUpDigest(db, 'T1', target, { ...EVERY_DAY, include }, { user: 'U1', at: AT.getTime() });

/** What the digest says at a time. */
async function said(now = NOW, of: Digest = digest, joined: readonly string[] = []) {
  const fresh = (await digestById(db, of)) ?? of;
  const voice = { channelsOf: async () => joined };
  return compose(fresh, { now, late: false, preview: false }, { db, packFor: async () => ({ pack }), voice });
}
const keys = async (now = NOW) => (await said(now)).lines.map(({ key }) => key);
const bot = (changes: Partial<Parameters<typeof makeCase>[1]> = {}) =>
  makeCase(db, { text: BOT, at: AT, ...changes });
const step = (ref: CaseRef, id: string, due: string, owner = 'U2') =>
  takeOn(db, ref, { id, what: `Try ${id}`, owner, due }, BY);

describe('the most urgent comes first', () => {
  test('overdue steps, the longest first; decisions; steps due this week; questions', async () => {
    const ref = await bot();
    const decided = await bot();
    const decision = await decideOn(db, decided, { what: 'Keep it', lookAgain: '2026-11-23' }, BY);
    await step(ref, 'week', '2026-11-30');
    await step(ref, 'later', '2026-12-01');
    await step(ref, 'over', '2026-11-22');
    await step(ref, 'longest', '2026-11-01');
    await step(ref, 'today', '2026-11-23');
    expect(await keys()).toEqual([
      `step:${ref.caseId}:longest`,
      `step:${ref.caseId}:over`,
      `decision:${decided.caseId}:${decision}`,
      `step:${ref.caseId}:today`,
      `step:${ref.caseId}:week`,
      `case:${ref.caseId}`,
    ]);
  });

  test('by the day of the zone it is for', async () => {
    const ref = await bot();
    await step(ref, 'a', '2026-11-22');
    const early = { ...digest, settings: { ...digest.settings, zone: 'Pacific/Honolulu' } };
    await sql`update digests set zone = 'Pacific/Honolulu'`.execute(db);
    expect((await said(NOW, early)).lines[0]).toMatchObject({ overdue: false });
    expect((await said(NOW, early)).day).toBe('2026-11-22');
  });
});

test('the same line is named once', async () => {
  const found = { caseId: 'c', channel: 'C1', threadTs: null, openedBy: 'U1', createdBy: 'U1', owner: null };
  const line = stepLine({ ...found, id: 'a', what: 'Ask twice', due: '2026-11-22' }, '2026-11-22');
  expect(inOrder([line, { ...line }])).toEqual([line]);
});

describe('an open case', () => {
  test('has one line, with its question, how long it rests, and who can answer', async () => {
    const ref = await bot({ by: 'U7' });
    const { lines, routes } = await said();
    expect(lines).toEqual([
      expect.objectContaining({
        kind: 'question',
        key: `case:${ref.caseId}`,
        rests: 3,
        askOf: 'U7',
        question: expect.stringMatching(/\?$/),
      }),
    ]);
    expect(routes).toEqual([{ route: 'rag-first', count: 1 }]);
    const { question_fact: fact } = await db
      .selectFrom('assessments')
      .select('question_fact')
      .executeTakeFirstOrThrow();
    await takeOn(db, ref, { id: 'a', what: 'Find out', owner: 'U9' }, BY);
    await db.updateTable('steps').set({ fact }).execute();
    expect((await said()).lines).toEqual([expect.objectContaining({ askOf: 'U9' })]);
  });

  test('is named without its question where questions are not wanted', async () => {
    await bot();
    await setUp(['cases']);
    expect((await said()).lines).toEqual([expect.objectContaining({ kind: 'case', rests: 3 })]);
  });

  test('is none once something is decided, nor one that is not about our subject', async () => {
    await decideOn(db, await bot(), { what: 'Keep it' }, BY);
    await bot({ text: 'What is for lunch in the canteen today?' });
    await sql`update assessments set assessment = jsonb_set(assessment, '{verdict,standing}', '"out-of-scope"') where turn = 1 and route = 'ask-more'`.execute(
      db,
    );
    const { lines, routes } = await said();
    expect(lines).toEqual([]);
    expect(routes).toEqual([]);
  });

  test('is not named while it, or somebody in it, is being forgotten', async () => {
    const ref = await bot();
    await step(ref, 'a', '2026-11-22');
    await sql`
      insert into inbox (workspace, event_key, case_id, kind, body) values ('T1', 'x', ${ref.caseId}::uuid, 'forget_person', '{}')`.execute(
      db,
    );
    expect(await keys()).toEqual([]);
  });
});

test('what was snoozed stays away until then, from this digest alone, and comes back', async () => {
  const ref = await bot();
  await step(ref, 'a', '2026-11-22');
  const key = `step:${ref.caseId}:a`;
  await snoozeLine(db, digest, { key, caseId: ref.caseId }, 1, NOW + 60_000);
  expect(await keys(NOW + DAY_MS)).toEqual([`case:${ref.caseId}`]);
  expect(await keys(NOW + 2 * DAY_MS)).toEqual([key, `case:${ref.caseId}`]);
  await snoozeLine(db, digest, { key: `case:${ref.caseId}`, caseId: ref.caseId }, 7, NOW);
  expect(await keys(NOW + 6 * DAY_MS)).toEqual([key]);
  const own = await setUp(PERSONAL_PARTS, { kind: 'person', person: 'U2' });
  expect((await said(NOW, own, ['C1'])).lines).toHaveLength(1);
});

test('what is too much is counted', async () => {
  const ref = await bot();
  await sql`
    insert into steps (workspace, case_id, id, place, what, measure, pass, due, passages, created_by, created_at, updated_by, updated_at)
    select 'T1', ${ref.caseId}::uuid, 's' || n, n, 'Try', '', '', '2026-11-01', '[]', 'U1', now(), 'U1', now()
    from generate_series(1, 80) n`.execute(db);
  const { lines, more } = await said();
  expect(lines.length + more).toBe(81);
  expect(lines.length).toBe(30);
});

describe('guidance', () => {
  test('that is due for review is named with the verdict that rests on it', async () => {
    const ref = await bot();
    expect((await said()).lines.map(({ kind }) => kind)).toEqual(['question']);
    expect((await said(NOW + 3_650 * DAY_MS)).lines).toContainEqual(
      expect.objectContaining({ kind: 'guidance', key: `guidance:${ref.caseId}`, why: 'expired' }),
    );
  });

  test('that is gone, or leads elsewhere by now, is named as changed; other changes of it are not', async () => {
    await bot();
    const { rows } = await sql<{ cited: string }>`
      select assessment -> 'passages' -> 0 ->> 'id' as cited from assessments`.execute(db);
    const why = async () =>
      (await said()).lines.flatMap((line) => (line.kind === 'guidance' ? line.why : []));
    pack = { ...pack, version: 'another' };
    expect(await why()).toEqual([]);
    pack = { ...pack, passages: new Map([...pack.passages].filter(([id]) => id !== rows[0]?.cited)) };
    expect(await why()).toEqual(['changed']);
    pack = { ...(await ownPack()), version: 'another', problems: pack.problems.slice(-1) };
    expect(await why()).toEqual(['changed']);
  });
});

describe('a passage of the guidance', () => {
  test('fits what is open, is not cited there, and is another one each time; in the end there is none', async () => {
    await setUp(PARTS);
    await bot();
    const shown = new Set<string>();
    for (;;) {
      const { passage } = await said();
      if (!passage) break;
      expect(passage.route).toBe('rag-first');
      expect(shown.has(passage.id)).toBe(false);
      shown.add(passage.id);
      await db
        .insertInto('shown_passages')
        .values({ workspace: 'T1', channel: 'C1', passage: passage.id, shown_at: AT })
        .execute();
    }
    expect(shown.size).toBeGreaterThan(0);
  });

  test('comes only where it is wanted', async () => {
    await bot();
    expect((await said()).passage).toBeUndefined();
  });
});

describe('what changed since the last digest', () => {
  test('is cases that were opened, decisions and steps that ended; before the first digest there is nothing to tell', async () => {
    await bot();
    expect((await said()).changes).toEqual([]);
    await db
      .updateTable('digests')
      .set({ last_sent_at: new Date(NOW - DAY_MS) })
      .execute();
    expect((await said()).changes).toEqual([]);
    const later = { user: 'U3', at: new Date(NOW - 60_000) };
    const fresh = await bot({ at: later.at });
    await decideOn(db, fresh, { what: 'Keep it' }, { user: 'U3', at: new Date(NOW - 30_000) });
    expect((await said()).changes.map(({ what, people }) => [what, ...people])).toEqual([
      ['decided', 'U3'],
      ['opened', 'U1'],
    ]);
  });
});

describe('news', () => {
  /** As if the digest had come as it is now. */
  async function asSent(): Promise<void> {
    await sql`insert into digest_sends (workspace, digest, day, due_at, late, wake_at) values ('T1', ${digest.id}, '2026-11-22', now(), false, now())`.execute(
      db,
    );
    const send = await takeSend(db, { workspace: 'T1', digest: digest.id, day: '2026-11-22' });
    if (!send) throw new Error('The send could not be taken.');
    const { lines } = await said();
    await noteSendAttempt(
      db,
      send,
      { channel: 'C1', lines, people: [], passage: undefined, reacted: true },
      new Date(NOW),
    );
    await sql`update digest_sends set outcome = 'sent', ts = '1.0'`.execute(db);
    await db
      .updateTable('digests')
      .set({ last_sent_at: new Date(NOW) })
      .execute();
  }

  test('are lines that the last digest did not have; cases that go on resting are none', async () => {
    expect((await said()).news).toBe(false);
    await bot();
    expect((await said()).news).toBe(true);
    await asSent();
    expect((await said(NOW + DAY_MS)).news).toBe(false);
    await bot();
    expect((await said(NOW + DAY_MS)).news).toBe(true);
  });

  test('are steps and decisions that are due, each time', async () => {
    await step(await bot(), 'a', '2026-11-22');
    await asSent();
    expect((await said(NOW + DAY_MS)).news).toBe(true);
  });
});

describe('a personal digest', () => {
  test('holds nothing of a case in a channel that its owner is not in, and direct messages that are theirs', async () => {
    const own = await setUp(PERSONAL_PARTS, { kind: 'person', person: 'U2' });
    await step(await bot({ channel: 'C1' }), 'a', '2026-11-22');
    await step(await bot({ channel: 'C2' }), 'b', '2026-11-22');
    await step(await bot({ channel: 'D1', by: 'U2' }), 'c', '2026-11-22');
    await step(await bot({ channel: 'D2', by: 'U3' }), 'd', '2026-11-22');
    await step(await bot({ channel: 'C2', workspace: 'T2' }), 'e', '2026-11-22');
    await decideOn(
      db,
      await bot({ channel: 'C1' }),
      { what: 'Not theirs', owner: 'U3', lookAgain: '2026-11-01' },
      BY,
    );
    const { lines, routes } = await said(NOW, own, ['C2']);
    expect(lines.map((line) => line.kind === 'step' && line.step).sort()).toEqual(['b', 'c']);
    expect(routes).toEqual([]);
  });

  test('is not put together where Slack does not tell in which channels they are', async () => {
    const own = await setUp(PERSONAL_PARTS, { kind: 'person', person: 'U2' });
    const voice = {
      channelsOf: async () => {
        throw new CannotSpeakError('user_disabled');
      },
    };
    await expect(previewDigest(own, NOW, { db, packFor: async () => ({ pack }), voice })).rejects.toThrow(
      CannotSpeakError,
    );
  });
});

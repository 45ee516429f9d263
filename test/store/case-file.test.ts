import { beforeEach, describe, expect, test } from '@jest/globals';
import { type Kysely, sql } from 'kysely';
import { loadCaseFile, loadTurn, setThread } from '../../src/store/case-file.ts';
import type { CaseRef } from '../../src/store/case-ref.ts';
import { loadCaseRow } from '../../src/store/case-row.ts';
import { pendingItems, writeInbounds } from '../../src/store/inbox.ts';
import { type Lease, LeaseLostError, takeLease } from '../../src/store/lease.ts';
import { saveTurn } from '../../src/store/save-turn.ts';
import type { Tables } from '../../src/store/tables.ts';
import { turnOf } from '../support/assessed.ts';
import { caseId, commanded, mentioned } from '../support/inbounds.ts';
import { createDatabase, everythingIn, open } from '../support/test-database.ts';

const AT = new Date(Date.UTC(2026, 10, 20, 12));
const ref = { workspace: 'T1', caseId: caseId('1.0') };
let url: string;
let db: Kysely<Tables>;
let lease: Lease;
beforeEach(async () => {
  url = await createDatabase();
  db = (await open(url)).db;
  await writeInbounds(db, [mentioned('1.0')]);
  const taken = await takeLease(db, ref);
  if (!taken) throw new Error('The lease could not be taken.');
  lease = taken;
});

const fileOf = async (of: CaseRef) => {
  const row = await loadCaseRow(db, of);
  return row && loadCaseFile(db, row);
};

describe('a turn', () => {
  test('is there as a whole: statements, assessment, what to say, and the inbox rows that are done', async () => {
    const turn = await turnOf(['Our bot invents refund rules. We have 800 Q&A pairs.'], AT);
    const items = await pendingItems(db, ref);
    await saveTurn(db, lease, {
      ...turn,
      proposal: { route: 'rag-first', restsOn: ['gap'] },
      summary: ['One sentence.'],
      outgoing: [{ key: 'verdict', channel: 'C1', content: { turn: 1 } }],
      done: items.map(({ id }) => id),
    });
    const file = await fileOf(ref);
    expect(file?.row.turn).toBe(1);
    expect(file?.statements).toEqual(turn.statements);
    expect(file?.assessment).toEqual(turn.assessment);
    expect(file?.proposal).toEqual({ route: 'rag-first', restsOn: ['gap'] });
    expect(await loadTurn(db, ref, 1)).toEqual({
      assessment: turn.assessment,
      summary: ['One sentence.'],
      curator: 'offline',
    });
    expect(await pendingItems(db, ref)).toEqual([]);
    const outbox = await db.selectFrom('outbox').select(['key', 'content', 'version']).execute();
    expect(outbox).toEqual([{ key: 'verdict', content: { turn: 1 }, version: 1 }]);
  });

  test('replaces the statements of the one before, which stays to be looked at', async () => {
    const first = await turnOf(['We have 800 Q&A pairs.'], AT);
    const second = await turnOf(['We have 300 Q&A pairs and no RAG.'], AT);
    await saveTurn(db, lease, { ...first, proposal: { route: 'rag-first', restsOn: [] } });
    const { written = new Map() } = (await fileOf(ref)) ?? {};
    await saveTurn(db, lease, { ...second, turn: 2, written });
    const file = await fileOf(ref);
    expect(file?.statements).toEqual(second.statements);
    expect(file?.proposal).toBeUndefined();
    expect((await loadTurn(db, ref, 1))?.assessment).toEqual(first.assessment);
  });

  test('writes only what changed of the statements: what stays keeps its row', async () => {
    const rows = async () => [...((await fileOf(ref))?.written ?? [])];
    await saveTurn(db, lease, await turnOf(['We have 800 Q&A pairs and no RAG.'], AT));
    const before = await rows();
    const [gone, ...kept] = before;
    const { statements: added } = await turnOf(['Our bot invents refund rules.'], AT);
    const statements = [...kept.map(([statement]) => statement), ...added];
    await saveTurn(db, lease, await turnOf([], AT, { turn: 2, statements, written: new Map(before) }));
    const after = await rows();
    expect(after.slice(0, kept.length)).toEqual(kept);
    expect(after.slice(kept.length).map(([statement]) => statement)).toEqual(added);
    expect(gone && after.some(([, id]) => id === gone[1])).toBe(false);
    expect([kept.length, added.length].every((count) => count > 0)).toBe(true);
  });

  test('in which nothing was stated leaves an empty case file', async () => {
    await saveTurn(db, lease, await turnOf(['Hello there.'], AT));
    expect((await fileOf(ref))?.statements).toEqual([]);
  });

  test('holds words with half an emoji or a NUL in them', async () => {
    const turn = await turnOf(['We have 800 Q&A pairs.'], AT);
    const statements = turn.statements.map((statement) => ({
      ...statement,
      evidence: { ...statement.evidence, quote: 'We have 800 \ud83d' },
    }));
    await saveTurn(db, lease, { ...turn, statements, summary: ['\ud83d \u0000'] });
    expect((await loadTurn(db, ref, 1))?.summary).toEqual(['\ufffd ']);
  });
});

describe('a worker that lost its lease', () => {
  const loseTheCase = async () => {
    await sql`update cases set leased_until = now() - interval '1 ms'`.execute(db);
    const next = await takeLease(db, ref);
    if (!next) throw new Error('The lease could not be taken.');
    return next;
  };

  test('writes nothing of its turn, not the least', async () => {
    const items = await pendingItems(db, ref);
    await loseTheCase();
    const before = await everythingIn(url);
    const turn = await turnOf(['We have 800 Q&A pairs.'], AT, {
      outgoing: [{ key: 'verdict', channel: 'C1', content: {} }],
      done: items.map(({ id }) => id),
    });
    await expect(saveTurn(db, lease, turn)).rejects.toThrow(LeaseLostError);
    expect(await everythingIn(url)).toBe(before);
  });

  test('or read what another turn has worked off already, writes nothing either', async () => {
    const done = (await pendingItems(db, ref)).map(({ id }) => id);
    const turn = await turnOf(['We have 800 Q&A pairs.'], AT, { done });
    await saveTurn(db, lease, turn);
    const before = await everythingIn(url);
    await expect(saveTurn(db, lease, { ...turn, turn: 2 })).rejects.toThrow(LeaseLostError);
    expect(await everythingIn(url)).toBe(before);
  });

  test('does not get in the way of the one who has the case now', async () => {
    const next = await loseTheCase();
    const turn = await turnOf(['We have 800 Q&A pairs.'], AT);
    const outcomes = await Promise.allSettled([saveTurn(db, lease, turn), saveTurn(db, next, turn)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect((await fileOf(ref))?.row.turn).toBe(1);
  });
});

describe('a case file', () => {
  test('there is none of a case that does not exist', async () => {
    expect(await loadCaseRow(db, { ...ref, workspace: 'T2' })).toBeUndefined();
    expect(await loadTurn(db, ref, 1)).toBeUndefined();
  });

  test('knows its thread once the root is posted', async () => {
    await writeInbounds(db, [commanded('a')]);
    const command = { workspace: 'T1', caseId: caseId('a') };
    expect((await fileOf(command))?.row.thread_ts).toBeNull();
    await setThread(db, command, 'C9', '7.0');
    expect((await fileOf(command))?.row).toMatchObject({ channel: 'C9', thread_ts: '7.0' });
  });
});

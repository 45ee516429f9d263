import { beforeEach, describe, expect, test } from '@jest/globals';
import { type Kysely, sql } from 'kysely';
import { createGroupCommit } from '../../src/store/group-commit.ts';
import type { Inbound } from '../../src/store/inbound.ts';
import { markDone, pendingItems, writeInbounds } from '../../src/store/inbox.ts';
import type { Tables } from '../../src/store/tables.ts';
import { caseId, commanded, inThread, mentioned, replied } from '../support/inbounds.ts';
import { testDb } from '../support/test-database.ts';

let db: Kysely<Tables>;
beforeEach(async () => {
  db = await testDb();
});

const keys = async (): Promise<string[]> =>
  (await db.selectFrom('inbox').select('event_key').orderBy('id').execute()).map((row) => row.event_key);
const cases = () => db.selectFrom('cases').selectAll().orderBy('opened_by').orderBy('id').execute();
const textsOf = async (name: string): Promise<string[]> =>
  (await pendingItems(db, { workspace: 'T1', caseId: caseId(name) })).flatMap(({ body }) =>
    body.kind === 'message' ? [body.message.text] : body.kind === 'open' ? [body.text] : [],
  );

describe('an event that is told twice', () => {
  test('is one row when both come together', async () => {
    await writeInbounds(db, [mentioned('1.0'), mentioned('1.0')]);
    expect(await keys()).toEqual(['mention:1.0']);
  });

  test('is one row when it comes again later', async () => {
    await writeInbounds(db, [mentioned('1.0'), replied('1.0', '2.0')]);
    await writeInbounds(db, [replied('1.0', '2.0')]);
    expect(await keys()).toEqual(['mention:1.0', 'message:2.0']);
  });

  test('is one row when two processes write it at the same moment', async () => {
    await writeInbounds(db, [mentioned('1.0')]);
    await Promise.all([1, 2, 3, 4].map(() => writeInbounds(db, [replied('1.0', '2.0')])));
    expect(await keys()).toEqual(['mention:1.0', 'message:2.0']);
  });

  test('is not worked on again after it was worked on', async () => {
    await writeInbounds(db, [mentioned('1.0')]);
    const [item] = await pendingItems(db, { workspace: 'T1', caseId: caseId('1.0') });
    await markDone(db, { workspace: 'T1', caseId: caseId('1.0') }, [item?.id ?? ''], new Date());
    await writeInbounds(db, [mentioned('1.0')]);
    expect(await textsOf('1.0')).toEqual([]);
  });

  test('opens a case once', async () => {
    await writeInbounds(db, [commanded('a'), commanded('a')]);
    await writeInbounds(db, [commanded('a')]);
    expect(await cases()).toHaveLength(1);
    expect(await textsOf('a')).toHaveLength(1);
  });
});

describe('what belongs to which case', () => {
  test('a message in a thread that is no case is not kept', async () => {
    await writeInbounds(db, [mentioned('1.0'), replied('9.0', '9.1')]);
    expect(await keys()).toEqual(['mention:1.0']);
  });

  test('a message goes to the case of its thread', async () => {
    await writeInbounds(db, [mentioned('1.0', 'one'), mentioned('2.0', 'two')]);
    await writeInbounds(db, [replied('2.0', '3.0', 'three'), replied('1.0', '4.0', 'four')]);
    expect(await textsOf('1.0')).toEqual(['one', 'four']);
    expect(await textsOf('2.0')).toEqual(['two', 'three']);
  });

  test('a message that arrives together with the one that opens its case is kept', async () => {
    await writeInbounds(db, [replied('1.0', '2.0', 'we have RAG'), mentioned('1.0', 'should we train?')]);
    expect((await textsOf('1.0')).sort()).toEqual(['should we train?', 'we have RAG']);
  });

  test('a mention in a thread that is a case already goes on with that case', async () => {
    await writeInbounds(db, [commanded('a', 'first')]);
    await db.updateTable('cases').set({ thread_ts: '1.0' }).execute();
    await writeInbounds(db, [mentioned('1.0', 'second')]);
    expect(await cases()).toHaveLength(1);
    expect(await textsOf('a')).toEqual(['first', 'second']);
  });

  test('two commands in one channel are two cases, though neither has a thread yet', async () => {
    await writeInbounds(db, [commanded('a', 'one'), commanded('b', 'two')]);
    expect(await textsOf('a')).toEqual(['one']);
    expect(await textsOf('b')).toEqual(['two']);
  });

  test('the same thread in another workspace or channel is another thread', async () => {
    await writeInbounds(db, [mentioned('1.0')]);
    await writeInbounds(db, [
      replied('1.0', '2.0', 'elsewhere', { workspace: 'T2' }),
      replied('1.0', '3.0', 'elsewhere', { channel: 'C2' }),
    ]);
    expect(await keys()).toEqual(['mention:1.0']);
  });

  test('the same event key in two workspaces is two events', async () => {
    await writeInbounds(db, [mentioned('1.0'), mentioned('1.0', 'other', { workspace: 'T2' })]);
    expect(await keys()).toHaveLength(2);
  });

  test('a case notes by whom, where and when it was opened', async () => {
    await writeInbounds(db, [commanded('a', 'text', { at: Date.UTC(2026, 0, 2) })]);
    expect(await cases()).toMatchObject([
      {
        workspace: 'T1',
        id: caseId('a'),
        channel: 'C1',
        thread_ts: null,
        opened_by: 'U1',
        origin: 'command',
        opened_at: new Date(Date.UTC(2026, 0, 2)),
        turn: 0,
        following: true,
      },
    ]);
  });
});

describe('what arrived', () => {
  test('comes back in the order of its arrival, whatever its time stamps', async () => {
    await writeInbounds(db, [
      mentioned('5.0', 'a'),
      replied('5.0', '9.0', 'b'),
      replied('5.0', '7.0', 'c'),
      replied('5.0', '8.0', 'd'),
    ]);
    expect(await textsOf('5.0')).toEqual(['a', 'b', 'c', 'd']);
  });

  test('comes back as it was, of every kind', async () => {
    const bodies: Inbound[] = [
      mentioned('1.0'),
      replied('1.0', '2.0'),
      inThread('1.0', 'edit', { kind: 'edit', message: { ts: '2.0', user: 'U1', text: 'no RAG' } }),
      inThread('1.0', 'delete', { kind: 'delete', ts: '2.0' }),
    ];
    await writeInbounds(db, bodies);
    const items = await pendingItems(db, { workspace: 'T1', caseId: caseId('1.0') });
    expect(items.map((item) => item.body)).toEqual(bodies.map((inbound) => inbound.body));
  });

  test.each<[string, string, string?]>([
    ['40,000 characters', 'words '.repeat(6_667).slice(0, 40_000)],
    ['right-to-left and marks', 'האם כדאי לאמן מודל? \u200f\u202bلدينا ٨٠٠ مثال\u202c'],
    ['emoji of many parts', '👩🏽‍🔬🏳️‍🌈🇵🇹 42 \u{1F9EA}'],
    ['quotes, backslashes and braces', `{"kind":"open"} \\ '' "" $1 %s {} \n\t\r`],
    ['half an emoji, as a careless cut leaves it', 'cut here \ud83d', 'cut here \ufffd'],
    ['a NUL, which the database cannot hold', 'before\u0000after', 'beforeafter'],
  ])('is kept with %s in it', async (_, text, kept = text) => {
    await writeInbounds(db, [commanded('a', text)]);
    expect(await textsOf('a')).toEqual([kept]);
  });

  test('loses its words once it was worked on, and keeps its key against duplicates', async () => {
    await writeInbounds(db, [commanded('a', 'secret plan'), mentioned('1.0', 'other')]);
    const items = await pendingItems(db, { workspace: 'T1', caseId: caseId('a') });
    await markDone(
      db,
      { workspace: 'T1', caseId: caseId('a') },
      items.map(({ id }) => id),
      new Date(0),
    );
    expect(
      await db.selectFrom('inbox').select(['event_key', 'body', 'done_at']).orderBy('id').execute(),
    ).toEqual([
      { event_key: 'command:a', body: null, done_at: new Date(0) },
      { event_key: 'mention:1.0', body: expect.anything(), done_at: null },
    ]);
  });
});

describe('many at once', () => {
  test('fifty that arrive together are written in one transaction, each once', async () => {
    let writes = 0;
    const commit = createGroupCommit<Inbound>(async (items) => {
      writes += 1;
      await writeInbounds(db, items);
    });
    const names = Array.from({ length: 50 }, (_, index) => `n${index}`);
    await Promise.all(names.map((name) => commit.add(commanded(name))));
    expect(await cases()).toHaveLength(50);
    expect(writes).toBe(1);
  });

  test('one that the database refuses is refused alone', async () => {
    const commit = createGroupCommit<Inbound>((items) => writeInbounds(db, items));
    const bad = commanded('bad', 'text', {
      opening: { caseId: 'no uuid', openedBy: 'U1', origin: 'command' },
    });
    const outcomes = await Promise.allSettled(
      [commanded('a'), commanded('b'), bad, commanded('c')].map((inbound) => commit.add(inbound)),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect((await keys()).sort()).toEqual(['command:a', 'command:b', 'command:c']);
  });

  test('two writers that open the same cases in opposite order both succeed', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `n${index}`);
    const commit = () => createGroupCommit<Inbound>((items) => writeInbounds(db, items));
    const [forth, back] = [commit(), commit()];
    await Promise.all([
      ...names.map((name) => forth.add(commanded(name))),
      ...[...names].reverse().map((name) => back.add(commanded(name))),
    ]);
    expect(await cases()).toHaveLength(30);
    expect(await keys()).toHaveLength(30);
  });

  test('nothing of a group is kept when its transaction fails at the end', async () => {
    await sql`alter table inbox add constraint refuse check (event_key <> 'command:b')`.execute(db);
    await expect(writeInbounds(db, [commanded('a'), commanded('b')])).rejects.toThrow('refuse');
    expect(await cases()).toEqual([]);
    expect(await keys()).toEqual([]);
  });
});

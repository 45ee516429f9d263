import { beforeEach, describe, expect, test } from '@jest/globals';
import { type Kysely, sql } from 'kysely';
import { writeInbounds } from '../../src/store/inbox.ts';
import { type Lease, LeaseLostError, takeLease } from '../../src/store/lease.ts';
import {
  noteAttempt,
  noteFailed,
  noteRetry,
  noteSent,
  outgoing,
  putOutgoing,
  unsent,
} from '../../src/store/outbox.ts';
import { saveTurn } from '../../src/store/save-turn.ts';
import type { OutboxRow, Tables } from '../../src/store/tables.ts';
import { turnOf } from '../support/assessed.ts';
import { caseId, mentioned } from '../support/inbounds.ts';
import { testDb } from '../support/test-database.ts';

let db: Kysely<Tables>;
let lease: Lease;
const ref = { workspace: 'T1', caseId: caseId('1.0') };
beforeEach(async () => {
  db = await testDb();
  await writeInbounds(db, [mentioned('1.0'), mentioned('2.0')]);
  const taken = await takeLease(db, ref);
  if (!taken) throw new Error('The lease could not be taken.');
  lease = taken;
});

const put = (key: string, content: unknown) => putOutgoing(db, ref, [{ key, channel: 'C1', content }]);
const row = async (key: string): Promise<OutboxRow> => {
  const found = await outgoing(db, ref, key);
  if (!found) throw new Error(`There is no message ${key}.`);
  return found;
};
const waiting = async (): Promise<string[]> => (await unsent(db, ref)).map(({ key }) => key);

describe('a message of ours', () => {
  test('waits until Slack shows it, and again when it should say something else', async () => {
    await put('verdict', { turn: 1 });
    expect(await waiting()).toEqual(['verdict']);
    await noteSent(db, await row('verdict'), '5.0');
    expect(await waiting()).toEqual([]);
    await put('verdict', { turn: 2 });
    expect(await waiting()).toEqual(['verdict']);
    expect(await row('verdict')).toMatchObject({ ts: '5.0', version: 2, sent_version: 1 });
  });

  test('that should say the same as before is left alone', async () => {
    await put('verdict', { turn: 1, notes: ['a'] });
    await noteSent(db, await row('verdict'), '5.0');
    await put('verdict', { notes: ['a'], turn: 1 });
    expect(await waiting()).toEqual([]);
    expect(await row('verdict')).toMatchObject({ version: 1 });
  });

  test('that changed while its older words were being sent is sent again', async () => {
    await put('verdict', { turn: 1 });
    const sending = await row('verdict');
    await put('verdict', { turn: 2 });
    await noteSent(db, sending, '5.0');
    expect(await waiting()).toEqual(['verdict']);
  });

  test('is that of its case alone', async () => {
    await put('verdict', { turn: 1 });
    expect(await unsent(db, { ...ref, caseId: caseId('2.0') })).toEqual([]);
    expect(await outgoing(db, { ...ref, workspace: 'T2' }, 'verdict')).toBeUndefined();
  });

  test('comes with the turn that it shows: a verdict with the one it names, what is told of a case with its last', async () => {
    const at = new Date(Date.UTC(2026, 10, 20, 12));
    await saveTurn(db, lease, await turnOf(['We have 800 Q&A pairs.'], at, { summary: ['One.'] }));
    await saveTurn(db, lease, await turnOf(['We have no RAG.'], at, { turn: 2, summary: ['Two.'] }));
    await put('reply:2', { kind: 'reply', turn: 1 });
    await put('told', { kind: 'told', turn: 1 });
    await put('unknown', { kind: 'verdict', turn: 7 });
    await put('verdict', { kind: 'verdict', turn: 1 });
    const shown = (await unsent(db, ref)).map(({ key, summary, decided }) => [key, summary, decided]);
    expect(shown).toEqual([
      ['reply:2', null, null],
      ['told', ['Two.'], false],
      ['unknown', null, null],
      ['verdict', ['One.'], false],
    ]);
  });
});

describe('a post that may or may not have got through', () => {
  test('is known by the time of its attempt, without a time stamp', async () => {
    await put('verdict', { turn: 1 });
    expect((await row('verdict')).attempted_at).toBeNull();
    await noteAttempt(db, await row('verdict'), lease);
    expect(await row('verdict')).toMatchObject({ attempted_at: expect.any(Date), ts: null });
  });

  test('is not even tried by a worker that lost the case', async () => {
    await put('verdict', { turn: 1 });
    await sql`update cases set leased_until = now() - interval '1 ms'`.execute(db);
    await takeLease(db, ref);
    await expect(noteAttempt(db, await row('verdict'), lease)).rejects.toThrow(LeaseLostError);
    expect((await row('verdict')).attempted_at).toBeNull();
  });
});

describe('after a failure', () => {
  const due = async () => (await unsent(db, ref)).map(({ wait }) => wait === 0);

  test('a message is not due before its waiting time is over', async () => {
    await put('verdict', { turn: 1 });
    await noteRetry(db, await row('verdict'), 60_000);
    expect(await due()).toEqual([false]);
    await sql`update outbox set attempt_after = now() - interval '1 ms'`.execute(db);
    expect(await due()).toEqual([true]);
  });

  test('attempts are counted, and forgotten once it worked', async () => {
    await put('verdict', { turn: 1 });
    await noteRetry(db, await row('verdict'), 0);
    await noteRetry(db, await row('verdict'), 0);
    expect((await row('verdict')).attempts).toBe(2);
    await noteSent(db, await row('verdict'), '5.0');
    expect(await row('verdict')).toMatchObject({ attempts: 0, attempt_after: null });
  });

  test('new words do not shorten the time that Slack asked us to wait', async () => {
    await put('verdict', { turn: 1 });
    await noteRetry(db, await row('verdict'), 60_000);
    await put('verdict', { turn: 2 });
    expect(await due()).toEqual([false]);
  });

  test('a message that can never be sent is not waited for, and says why', async () => {
    await put('verdict', { turn: 1 });
    await noteFailed(db, await row('verdict'), 'is_archived');
    expect(await waiting()).toEqual([]);
    expect((await row('verdict')).failed).toBe('is_archived');
  });
});

import { beforeEach, describe, expect, test } from '@jest/globals';
import { type Kysely, sql } from 'kysely';
import { loadCaseFile, loadTurn } from '../../src/store/case-file.ts';
import { loadCaseRow } from '../../src/store/case-row.ts';
import { pendingItems, writeInbounds } from '../../src/store/inbox.ts';
import { type Lease, takeLease } from '../../src/store/lease.ts';
import { noteSent, type Outgoing, outgoing, putOutgoing, unsent } from '../../src/store/outbox.ts';
import { deleteOldText } from '../../src/store/retention.ts';
import { saveTurn } from '../../src/store/save-turn.ts';
import type { Tables } from '../../src/store/tables.ts';
import { statementsOf, turnOf } from '../support/assessed.ts';
import { caseId, mentioned, replied } from '../support/inbounds.ts';
import { createDatabase, everythingIn, open } from '../support/test-database.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const NOW = new Date();
const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * DAY_MS);
const BEFORE = daysAgo(90);

const ref = { workspace: 'T1', caseId: caseId('1.0') };
const OLD = 'Our elephant bot invents refund rules. We have 800 elephant pairs.';
const NEW = 'We have RAG over the giraffe PDFs, but it often returns the wrong page.';

let url: string;
let db: Kysely<Tables>;
let lease: Lease;
beforeEach(async () => {
  url = await createDatabase();
  db = (await open(url)).db;
  await writeInbounds(db, [mentioned('1.0', 'Should we train the bot?')]);
  await sql`update inbox set done_at = now(), body = null`.execute(db);
  const taken = await takeLease(db, ref);
  if (!taken) throw new Error('The lease could not be taken.');
  lease = taken;
});

const deleteOld = () => deleteOldText(db, BEFORE, NOW);
const put = (...messages: Omit<Outgoing, 'channel'>[]) =>
  putOutgoing(
    db,
    ref,
    messages.map((message) => ({ ...message, channel: 'C1' })),
  );
/** Our messages so far were first written so long ago. */
const writtenDaysAgo = (days: number) =>
  db
    .updateTable('outbox')
    .set({ created_at: daysAgo(days) })
    .execute();

describe('what people said longer ago than it is kept', () => {
  test('is in no table any more; facts keep their key, value, author, time and link', async () => {
    const turn = await turnOf([OLD], daysAgo(91));
    await saveTurn(db, lease, { ...turn, summary: ['The elephant bot invents rules.'] });
    await put(
      { key: 'root', content: { kind: 'root', asker: 'U1', text: OLD, headline: 'Not yet.' } },
      { key: 'verdict', content: { kind: 'verdict', turn: 1, notes: ['up to “Our elephant bot”'] } },
      { key: 'reply:1', content: { kind: 'reply', reply: { answers: [], notes: ['elephant'] } } },
      { key: 'private', content: { kind: 'private', turn: 1, responseUrl: 'x', reason: 'elephant' } },
    );
    await writtenDaysAgo(91);
    await writeInbounds(db, [replied('1.0', '1.5', 'The elephant waits.', { at: daysAgo(91).getTime() })]);
    expect(await everythingIn(url)).toContain('elephant');

    await deleteOld();
    expect(await everythingIn(url)).not.toContain('elephant');
    const row = await loadCaseRow(db, ref);
    const file = row && (await loadCaseFile(db, row));
    expect(file?.statements).toEqual(
      turn.statements.map((statement) => ({
        ...statement,
        evidence: { ...statement.evidence, quote: '' },
      })),
    );
    expect(file?.assessment?.verdict).toEqual(turn.assessment.verdict);
    expect(await loadTurn(db, ref, 1)).toMatchObject({ summary: [], assessment: { quotes: [] } });
    expect((await outgoing(db, ref, 'root'))?.content).toMatchObject({ text: '', headline: 'Not yet.' });
  });

  test('goes, and what was said later in the same case stays', async () => {
    const statements = [
      ...(await statementsOf([OLD], daysAgo(91))),
      ...(await statementsOf(['Hello.', NEW], daysAgo(89))),
    ];
    const turn = await turnOf([NEW], daysAgo(89), { statements });
    const both = { ...turn.assessment, situation: { facts: statements, conflicts: [] } };
    await saveTurn(db, lease, { ...turn, assessment: both });
    await writeInbounds(db, [replied('1.0', '1.5', 'The giraffe waits.', { at: daysAgo(89).getTime() })]);

    await deleteOld();
    const kept = await everythingIn(url);
    expect(kept).not.toContain('elephant');
    expect(kept).toContain('giraffe');
    const [row] = await db.selectFrom('assessments').select('oldest_quote_at').execute();
    expect(row?.oldest_quote_at).toEqual(daysAgo(89));
    expect((await loadTurn(db, ref, 1))?.assessment.quotes).toEqual(turn.assessment.quotes);
    expect(await pendingItems(db, ref)).toHaveLength(1);
  });

  test('goes from as many turns as there are', async () => {
    await saveTurn(db, lease, await turnOf([OLD], daysAgo(91)));
    await sql`
      insert into assessments (workspace, case_id, turn, assessment, summary, curator, oldest_quote_at, decided_at)
      select workspace, case_id, turn + more, assessment, summary, curator, oldest_quote_at, decided_at
      from assessments, generate_series(1, 450) as more`.execute(db);
    await deleteOld();
    expect(await everythingIn(url)).not.toContain('elephant');
  });

  test('is deleted once: a second time changes nothing', async () => {
    await saveTurn(db, lease, await turnOf([OLD], daysAgo(91)));
    await put({ key: 'root', content: { kind: 'root', asker: 'U1', text: OLD } });
    await writtenDaysAgo(91);
    await deleteOld();
    const after = await everythingIn(url);
    await deleteOld();
    expect(await everythingIn(url)).toBe(after);
  });
});

describe('our own messages', () => {
  test('that Slack shows are not sent again because their words were deleted here', async () => {
    await saveTurn(db, lease, await turnOf([OLD], daysAgo(91)));
    await put(
      { key: 'root', content: { kind: 'root', asker: 'U1', text: OLD } },
      { key: 'verdict', content: { kind: 'verdict', turn: 1, notes: ['elephant'] } },
    );
    for (const row of await unsent(db, ref)) await noteSent(db, row, '5.0');
    await writtenDaysAgo(91);
    await deleteOld();
    expect(await unsent(db, ref)).toEqual([]);
  });

  test('replies are kept for a week, the notes of a verdict as long as what it rests on', async () => {
    await saveTurn(db, lease, await turnOf([NEW], daysAgo(89)));
    const verdict = { kind: 'verdict', turn: 1, notes: ['giraffe'] };
    await put({ key: 'verdict', content: verdict }, { key: 'reply:1', content: { kind: 'reply' } });
    await writtenDaysAgo(6);
    await deleteOld();
    expect(await outgoing(db, ref, 'reply:1')).toBeDefined();
    await writtenDaysAgo(8);
    await deleteOld();
    expect(await outgoing(db, ref, 'reply:1')).toBeUndefined();
    expect((await outgoing(db, ref, 'verdict'))?.content).toEqual(verdict);
  });

  test('replies go sooner where less is kept than a week', async () => {
    await put({ key: 'reply:1', content: { kind: 'reply' } });
    await writtenDaysAgo(3);
    await deleteOldText(db, daysAgo(2), NOW);
    expect(await outgoing(db, ref, 'reply:1')).toBeUndefined();
  });
});

describe('an event that was worked on', () => {
  const rows = async () => (await db.selectFrom('inbox').select('event_key').execute()).length;
  const doneDaysAgo = (days: number) =>
    db
      .updateTable('inbox')
      .set({ done_at: daysAgo(days) })
      .execute();

  test('is known for a week, so that a late duplicate is not worked on again', async () => {
    await doneDaysAgo(6);
    await deleteOld();
    await writeInbounds(db, [mentioned('1.0')]);
    expect(await pendingItems(db, ref)).toEqual([]);
  });

  test('is forgotten after that', async () => {
    await doneDaysAgo(8);
    await deleteOld();
    expect(await rows()).toBe(0);
  });
});

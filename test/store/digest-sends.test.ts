import { beforeEach, expect, test } from '@jest/globals';
import { type Kysely, sql } from 'kysely';
import { pino } from 'pino';
import { setUpDigest } from '../../src/digest/digests.ts';
import { takeDue } from '../../src/digest/take-due.ts';
import { migrateJobs } from '../../src/jobs/worker.ts';
import type { CaseRef } from '../../src/store/case-ref.ts';
import { noteEnds } from '../../src/store/digest-ends.ts';
import {
  noteSendAttempt,
  type Shown,
  StaleDigestError,
  type TakenSend,
  takeSend,
} from '../../src/store/digest-sends.ts';
import { endStep } from '../../src/store/steps.ts';
import type { Tables } from '../../src/store/tables.ts';
import { EVERY_DAY, makeCase, takeOn } from '../support/digests.ts';
import { createDatabase, open } from '../support/test-database.ts';

const NINE = Date.UTC(2026, 10, 23, 9);
const AT = new Date(NINE);

let db: Kysely<Tables>;
let ref: CaseRef;
let send: TakenSend;
let shown: Shown;
beforeEach(async () => {
  const database = await open(await createDatabase());
  await migrateJobs(database.pool, pino({ level: 'silent' }));
  db = database.db;
  ref = await makeCase(db, { text: 'Our bot makes up refund rules.', at: AT });
  await takeOn(db, ref, { id: 'a', what: 'Ask twice', due: '2026-11-22' }, { user: 'U1', at: AT });
  const by = { user: 'U1', at: NINE - 1 };
  const { id: digest } = await setUpDigest(db, 'T1', { kind: 'channel', channel: 'C1' }, EVERY_DAY, by);
  await takeDue(db, NINE);
  const taken = await takeSend(db, { workspace: 'T1', digest, day: '2026-11-23' });
  if (!taken) throw new Error('The send could not be taken.');
  send = taken;
  const lines = [{ key: `step:${ref.caseId}:a`, caseId: ref.caseId }];
  shown = { channel: 'C1', lines, people: ['U1', 'U2'], passage: 'p', reacted: true };
});

const attempted = async () => ({
  sends: await db.selectFrom('digest_sends').select(['attempted_at', 'people']).execute(),
  lines: (await db.selectFrom('digest_lines').selectAll().execute()).length,
  passages: (await db.selectFrom('shown_passages').selectAll().execute()).length,
});
const NOTHING = { sends: [{ attempted_at: null, people: [] }], lines: 0, passages: 0 };

test('a case that is forgotten after a digest was put together: it is not posted so, and nothing of it is noted', async () => {
  await sql`delete from cases where id = ${ref.caseId}::uuid`.execute(db);
  await expect(noteSendAttempt(db, send, shown, AT)).rejects.toThrow(StaleDigestError);
  expect(await attempted()).toEqual(NOTHING);
});

test('a person who is forgotten after a digest was put together: the same', async () => {
  await sql`
    insert into forgettings (workspace, id, what, person, requested_at, spread)
    values ('T1', gen_random_uuid(), 'person', 'U2', now(), false)`.execute(db);
  await expect(noteSendAttempt(db, send, shown, AT)).rejects.toThrow(StaleDigestError);
  expect(await attempted()).toEqual(NOTHING);
});

test('a step that ends is ended in the digests that are in Slack, once; not in one that is only being sent', async () => {
  await noteSendAttempt(db, send, shown, AT);
  const end = { state: 'dropped' } as const;
  await db.transaction().execute((trx) => endStep(trx, ref, 'a', end, { user: 'U1', at: AT }));
  expect(await noteEnds(db, ref, 3)).toEqual([]);
  await sql`update digest_sends set outcome = 'sent', ts = '1.0', sent_at = ${AT}`.execute(db);
  const { digest } = send;
  const ended = new Map([[`step:${ref.caseId}:a`, 'dropped']]);
  expect(await noteEnds(db, ref, 3)).toEqual([{ workspace: 'T1', digest, channel: 'C1', ts: '1.0', ended }]);
  expect(await noteEnds(db, ref, 3)).toEqual([]);
});

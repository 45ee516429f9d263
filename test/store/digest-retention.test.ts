import { expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { setUpDigest, snoozeLine } from '../../src/digest/digests.ts';
import { deleteOldText } from '../../src/store/retention.ts';
import { DAY_MS, EVERY_DAY, makeCase } from '../support/digests.ts';
import { testDb } from '../support/test-database.ts';

const NOW = new Date();
const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * DAY_MS);

test('what is known of digests that came longer ago than text is kept is deleted, and what was snoozed until now; digests stay', async () => {
  const db = await testDb();
  const ref = await makeCase(db, { text: 'Our bot makes up refund rules.', at: NOW });
  const digest = await setUpDigest(db, 'T1', { kind: 'channel', channel: 'C1' }, EVERY_DAY, {
    user: 'U1',
    at: NOW.getTime(),
  });
  for (const days of [91, 89]) {
    await sql`
      insert into digest_sends (workspace, digest, day, due_at, late, wake_at, outcome, ts)
      values ('T1', ${digest.id}, ${daysAgo(days)}::date, ${daysAgo(days)}, false, now(), 'sent', '1.0')`.execute(
      db,
    );
  }
  await sql`
    insert into digest_lines (workspace, digest, day, key, case_id)
    select workspace, digest, day, 'case:x', ${ref.caseId}::uuid from digest_sends`.execute(db);
  await snoozeLine(db, digest, { key: 'step:past', caseId: ref.caseId }, 1, daysAgo(2).getTime());
  await snoozeLine(db, digest, { key: 'step:future', caseId: ref.caseId }, 7, daysAgo(2).getTime());

  await deleteOldText(db, daysAgo(90), NOW);
  const rows = async (table: 'digest_sends' | 'digest_lines' | 'snoozes' | 'digests') =>
    (await db.selectFrom(table).selectAll().execute()).length;
  expect(await rows('digest_sends')).toBe(1);
  expect(await rows('digest_lines')).toBe(1);
  expect(await db.selectFrom('snoozes').select('key').execute()).toEqual([{ key: 'step:future' }]);
  expect(await rows('digests')).toBe(1);
});

import { expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { testDb } from '../support/test-database.ts';

/** What turns and events look up by the key of a table or its beginning; its kind fits texts and ids. */
const LOOK_UPS: readonly [string, ...string[]][] = [
  ['cases', 'workspace', 'id'],
  ['decisions', 'workspace', 'case_id'],
  ['digests', 'workspace', 'id'],
  ['digest_sends', 'workspace', 'digest'],
  ['failures', 'workspace', 'kind', 'subject'],
  ['outbox', 'workspace', 'case_id', 'key'],
  ['statements', 'workspace', 'case_id'],
  ['steps', 'workspace', 'case_id'],
];
const ANY = '00000000-0000-4000-8000-000000000000';

/** Plans are kept: one that was made while a table was empty reads all cases of a workspace when there are many. */
test.each(LOOK_UPS)(
  'while nothing is known of %s, a look-up by key goes through the key',
  async (table, ...columns) => {
    const db = await testDb();
    const where = columns.map((column) => `${column} = '${ANY}'`).join(' and ');
    const { rows } = await sql
      .raw<{ 'QUERY PLAN': string }>(`explain select * from ${table} where ${where}`)
      .execute(db);
    const text = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(text).toContain(`${table}_pkey`);
    for (const column of columns) expect(text).toMatch(new RegExp(`Index Cond:.*\\b${column} = `));
  },
);

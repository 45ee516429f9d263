import { expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { writeInbounds } from '../../src/store/inbox.ts';
import { mentioned } from '../support/inbounds.ts';
import { testDb } from '../support/test-database.ts';

/** Fits texts and ids. */
const ANY = '00000000-0000-4000-8000-000000000000';

/** What turns and events look up, by the index that it is to go through. */
const LOOK_UPS: readonly [index: string, table: string, ...columns: string[]][] = [
  ['cases_pkey', 'cases', 'workspace', 'id'],
  ['cases_by_thread', 'cases', 'workspace', 'channel', 'thread_ts'],
  ['decisions_pkey', 'decisions', 'workspace', 'case_id'],
  ['digests_pkey', 'digests', 'workspace', 'id'],
  ['outbox_pkey', 'outbox', 'workspace', 'case_id', 'key'],
  ['statements_pkey', 'statements', 'workspace', 'case_id'],
  ['steps_pkey', 'steps', 'workspace', 'case_id'],
];

/** Plans are kept: one that was made while a table was empty would read all rows of a workspace when there are many. */
test.each(LOOK_UPS)(
  'nothing being known of its table, %s is what finds a row of %s by key',
  async (index, table, ...columns) => {
    const db = await testDb();
    const where = columns.map((column) => `${column} = '${ANY}'`).join(' and ');
    const plan = async (): Promise<string> => {
      const { rows } = await sql
        .raw<{ 'QUERY PLAN': string }>(`explain select * from ${table} where ${where}`)
        .execute(db);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    };
    expect(await plan()).toContain(`using ${index}`);
    await writeInbounds(
      db,
      Array.from({ length: 300 }, (_, number) => mentioned(`${number + 1}.0`)),
    );
    expect(await plan()).toContain(`using ${index}`);
  },
);

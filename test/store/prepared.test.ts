import { expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { PREPARED } from '../../src/store/prepared.ts';
import { createDatabase, open } from '../support/test-database.ts';

test('a statement with the mark is prepared once on its connection and used again; others are not prepared', async () => {
  const { db } = await open(await createDatabase(), 1);
  for (const number of [1, 2, 3]) {
    const { rows } = await sql<{ twice: number }>`${PREPARED} select ${number}::int * 2 as twice`.execute(db);
    expect(rows).toEqual([{ twice: number * 2 }]);
    await sql`select ${number}::int * 3`.execute(db);
  }
  const { rows } = await sql<{ statement: string; uses: number }>`
    select statement, (generic_plans + custom_plans)::int as uses from pg_prepared_statements`.execute(db);
  expect(rows).toEqual([{ statement: expect.stringContaining('* 2 as twice'), uses: 3 }]);
});

test('what goes wrong in one is told, and the connection and the statement can be used on', async () => {
  const { db } = await open(await createDatabase(), 1);
  const divide = (by: number) =>
    sql<{ half: number }>`${PREPARED} select 10 / ${by}::int as half`.execute(db);
  await expect(divide(0)).rejects.toThrow('division by zero');
  expect((await divide(2)).rows).toEqual([{ half: 5 }]);
});

test('a table that changes between two uses does no harm', async () => {
  const { db } = await open(await createDatabase(), 1);
  const count = () => sql<{ rows: number }>`${PREPARED} select count(*)::int as rows from notes`.execute(db);
  await sql`create table notes (note text)`.execute(db);
  expect((await count()).rows).toEqual([{ rows: 0 }]);
  await sql`alter table notes add column author text not null default ''`.execute(db);
  await sql`insert into notes (note) values ('one')`.execute(db);
  expect((await count()).rows).toEqual([{ rows: 1 }]);
});

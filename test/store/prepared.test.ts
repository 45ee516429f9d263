import { expect, test } from '@jest/globals';
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../src/store/tables.ts';
import { createDatabase, open } from '../support/test-database.ts';

/** A database over one connection, so that what is prepared on it can be seen. */
const oneConnection = async (): Promise<Kysely<Tables>> => (await open(await createDatabase(), 1)).db;

/** How often the prepared statements with some words in them were used. */
async function uses(db: Kysely<Tables>, words: string): Promise<number[]> {
  const { rows } = await sql<{ uses: number }>`
    select (generic_plans + custom_plans)::int as uses from pg_prepared_statements
    where statement like ${`%${words}%`}`.execute(db);
  return rows.map((row) => row.uses);
}

const NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8];

test('a statement that is sent again and again is prepared once on its connection', async () => {
  const db = await oneConnection();
  for (const number of NUMBERS) {
    const { rows } = await sql<{ twice: number }>`select ${number}::int * 2 as twice`.execute(db);
    expect(rows).toEqual([{ twice: number * 2 }]);
  }
  expect(await uses(db, 'as twice')).toEqual([4]);
});

test('what is sent now and then, without a value, with a list in it, or with all columns of a table is not', async () => {
  const db = await oneConnection();
  for (const number of NUMBERS) {
    await sql`select 7 as seven`.execute(db);
    await sql`select *, ${number}::int as number from cases`.execute(db);
    await sql`select cases.* from cases where turn = ${number}`.execute(db);
    await db.selectFrom('steps').selectAll().where('place', '=', number).execute();
    await sql`update cases set turn = ${number} where false returning *`.execute(db);
    await db.selectFrom('cases').select('id').where('turn', 'in', [number, 2, 3]).execute();
  }
  for (const number of NUMBERS.slice(0, 3)) await sql`select ${number}::int as seldom`.execute(db);
  expect(await uses(db, 'select')).toEqual([]);
});

test('what goes wrong in one is told, and the connection and the statement can be used on', async () => {
  const db = await oneConnection();
  const divide = (by: number) => sql<{ half: number }>`select 10 / ${by}::int as half`.execute(db);
  for (const number of NUMBERS) await divide(number);
  await expect(divide(0)).rejects.toThrow('division by zero');
  expect((await divide(2)).rows).toEqual([{ half: 5 }]);
});

test('a table that changes between two uses does no harm', async () => {
  const db = await oneConnection();
  const count = async (author: string) => {
    const { rows } = await sql<{
      rows: number;
    }>`select count(*)::int as rows from notes where note <> ${author}`.execute(db);
    return rows[0]?.rows;
  };
  await sql`create table notes (note text)`.execute(db);
  for (const number of NUMBERS) expect(await count(`${number}`)).toBe(0);
  await sql`alter table notes add column author text not null default ''`.execute(db);
  await sql`insert into notes (note) values ('one')`.execute(db);
  expect(await count('ana')).toBe(1);
});

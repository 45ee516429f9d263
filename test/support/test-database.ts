import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import pg from 'pg';
import { type Database, openDatabase } from '../../src/store/database.ts';
import type { Tables } from '../../src/store/tables.ts';
import { afterTest } from './clean-up.ts';

const setUp = (name: string): string => {
  const value = process.env[name];
  if (!value)
    throw new Error(`There is no test database: ${process.env.TEST_DATABASE_TROUBLE ?? 'no set-up ran'}`);
  return value;
};

/** @returns the address of a database of the test's own, with all tables, gone after the test */
export const createDatabase = (): Promise<string> => create(setUp('TEST_DATABASE_TEMPLATE'));

/** @returns the address of a database without any table, gone after the test */
export const createEmptyDatabase = (): Promise<string> => create('template0');

async function create(template: string): Promise<string> {
  const server = setUp('TEST_DATABASE_SERVER');
  const name = `tune_test_${randomBytes(6).toString('hex')}`;
  await query(server, `create database ${name} template ${template} ${await quickest(server)}`);
  afterTest(() => query(server, `drop database ${name} with (force)`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

let strategy: Promise<string> | undefined;

/** Copying files is half the work of writing all pages anew; from version 15 on it has to be asked for. */
function quickest(server: string): Promise<string> {
  strategy ??= query(server, 'show server_version_num').then(([row]) =>
    Number(row?.[0]) >= 150_000 ? 'strategy file_copy' : '',
  );
  return strategy;
}

/** Opens a database until the test ends. */
export async function open(url: string, connections = 6): Promise<Database> {
  const database = await openDatabase(url, { connections, onError: () => undefined });
  afterTest(() => database.close());
  return database;
}

/** A database of the test's own, opened. */
export async function testDb(): Promise<Kysely<Tables>> {
  return (await open(await createDatabase())).db;
}

/** Runs one statement on a connection of its own. */
export async function query(url: string, sql: string, values: unknown[] = []): Promise<unknown[][]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<unknown[]>({ text: sql, values, rowMode: 'array' });
    return rows;
  } finally {
    await client.end();
  }
}

/** Takes a table for itself, so that whoever needs it waits, until it is let go. */
export async function locked(url: string, table: string): Promise<{ letGo(): Promise<void> }> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  await client.query(`begin; lock table ${table}`);
  const letGo = () => client.end();
  afterTest(letGo);
  return { letGo };
}

/** Everything that a database holds, in all its tables, the job queue's too, as one text. */
export async function everythingIn(url: string): Promise<string> {
  const tables = await query(
    url,
    `select format('%I.%I', table_schema, table_name) from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const contents = await Promise.all(
    tables.map(async ([table]) => {
      const rows = await query(url, `select t::text from ${table} t order by 1`);
      return [`== ${table}`, ...rows.map(([row]) => String(row))].join('\n');
    }),
  );
  return contents.join('\n');
}

import { randomBytes } from 'node:crypto';
import { afterAll } from '@jest/globals';
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
  if (!idle.has(server)) idle.set(server, undefined);
  const name = `tune_test_${randomBytes(6).toString('hex')}`;
  await query(server, `create database ${name} template ${template} ${await quickest(server)}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  idle.set(url.href, undefined);
  afterTest(async () => {
    await idle.get(url.href)?.end();
    idle.delete(url.href);
    await query(server, `drop database ${name} with (force)`);
  });
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

/**
 * By address, the connection that waits for a test's next look: to connect costs fifty times as much as to look. Only
 * those of databases made here are kept: what stands between a test and another server may be cut at any time.
 */
const idle = new Map<string, pg.Client | undefined>();

/** Runs one statement, on a connection that nobody else uses meanwhile. */
export async function query(url: string, sql: string, values: unknown[] = []): Promise<unknown[][]> {
  const kept = idle.get(url);
  if (kept) idle.set(url, undefined);
  const client = kept ?? (await connect(url));
  let ended = true;
  try {
    const { rows } = await client.query<unknown[]>({ text: sql, values, rowMode: 'array' });
    if (!idle.has(url) || idle.get(url)) return rows;
    idle.set(url, client);
    ended = false;
    return rows;
  } finally {
    if (ended) await client.end();
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  // One that waits may be ended from the other side.
  client.on('error', () => idle.get(url) === client && idle.set(url, undefined));
  await client.connect();
  return client;
}

afterAll(async () => {
  for (const client of idle.values()) await client?.end();
});

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

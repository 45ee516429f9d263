import pg from 'pg';
import { pino } from 'pino';
import { bringUpToDate } from '../../src/bring-up-to-date.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';

/** A database of its own on a server, with all tables. */
export interface OwnDatabase extends Pick<Database, 'db' | 'pool'> {
  url: string;
  drop(): Promise<void>;
}

export async function createOwnDatabase(serverUrl: string, name: string): Promise<OwnDatabase> {
  await command(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const database = await openDatabase(url.href, { connections: 4, onError: () => undefined });
  await bringUpToDate(database, pino({ level: 'silent' }));
  return {
    url: url.href,
    db: database.db,
    pool: database.pool,
    drop: async () => {
      await database.close();
      await command(serverUrl, `drop database ${name} with (force)`);
    },
  };
}

/** Runs one statement on a connection of its own. */
async function command(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

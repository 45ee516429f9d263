import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { pino } from 'pino';
import { bringUpToDate } from '../../dist/bring-up-to-date.js';
import { openDatabase } from '../../dist/store/database.js';

/** Makes a database with all tables, to be copied by tests. @returns its name */
export async function createTemplate(serverUrl) {
  const name = `tune_test_template_${randomBytes(4).toString('hex')}`;
  await query(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const database = await openDatabase(url.href, { connections: 4, onError: () => {} });
  await bringUpToDate(database, pino({ level: 'silent' }));
  await database.close();
  return name;
}

export const dropTemplate = (serverUrl, name) => query(serverUrl, `drop database ${name} with (force)`);

async function query(url, sql) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

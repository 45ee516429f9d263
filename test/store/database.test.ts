import { describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { openDatabase } from '../../src/store/database.ts';
import { UserError } from '../../src/user-error.ts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';
import { postgresOfVersion } from '../support/old-postgres.ts';
import { tcpProxy } from '../support/tcp-proxy.ts';
import { createDatabase, open, query } from '../support/test-database.ts';

const failureOf = (url: string): Promise<unknown> =>
  openDatabase(url, { connections: 4, onError: () => undefined }).catch((error: unknown) => error);

describe('a database that cannot be used is named with its remedy', () => {
  test('when it is too old', async () => {
    const failure = await failureOf(await postgresOfVersion('130011'));
    expect(failure).toBeInstanceOf(UserError);
    expect(failure).toMatchObject({
      message: 'The database is PostgreSQL 13; at least 14 is needed.',
      remedy: /Upgrade it, or point DATABASE_URL/,
    });
  });

  test('but not when it is just new enough', async () => {
    const database = await openDatabase(await postgresOfVersion('140000'), {
      connections: 1,
      onError: () => undefined,
    });
    await database.close();
  });

  test('when nobody listens there', async () => {
    const failure = await failureOf(`postgresql://app:secret@127.0.0.1:${await freePort()}/app`);
    expect(failure).toBeInstanceOf(UserError);
    expect(failure).toMatchObject({ message: /DATABASE_URL.*ECONNREFUSED/, remedy: /Check host, port/ });
  });

  test('when the password is wrong, which is not repeated', async () => {
    const url = new URL(await createDatabase());
    url.password = 'hunter2';
    const failure = await failureOf(url.href);
    expect(failure).toBeInstanceOf(UserError);
    expect(failure).toMatchObject({ message: /password authentication failed/ });
    expect(JSON.stringify([String(failure), failure])).not.toContain('hunter2');
  });

  test('when it has no such database', async () => {
    const url = new URL(await createDatabase());
    url.pathname = '/not_there';
    expect(await failureOf(url.href)).toMatchObject({ message: /"not_there" does not exist/ });
  });
});

test('connections that break are told, and new ones are opened when they are needed', async () => {
  const proxy = await tcpProxy(await createDatabase());
  const { db } = await open(proxy.url);
  expect((await sql<{ one: number }>`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
  proxy.cut();
  await expect(sql`select 1`.execute(db)).rejects.toThrow();
  proxy.mend();
  await eventually(() =>
    sql`select 1`.execute(db).then(
      () => true,
      () => false,
    ),
  );
});

test('a connection that breaks while it is in use ends no process', async () => {
  const url = await createDatabase();
  const heard: Error[] = [];
  const database = await openDatabase(url, { connections: 2, onError: (error) => heard.push(error) });
  try {
    const waiting = sql`select pg_sleep(30)`.execute(database.db).catch((error: unknown) => error);
    await eventually(async () => {
      const [row] = await query(
        url,
        `select pg_terminate_backend(pid) from pg_stat_activity where query like 'select pg_sleep%' and state = 'active'`,
      );
      return row?.[0] === true;
    });
    expect(await waiting).toMatchObject({ message: /terminat/ });
    await eventually(() => heard.length > 0);
  } finally {
    await database.close();
  }
});

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { bringUpToDate } from '../../src/bring-up-to-date.ts';
import { migrate } from '../../src/store/migrate.ts';
import { raiseFloor } from '../../src/store/schema-floor.ts';
import { UserError } from '../../src/user-error.ts';
import { afterTest } from '../support/clean-up.ts';
import { createDatabase, createEmptyDatabase, everythingIn, open, query } from '../support/test-database.ts';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
/** What a starting process does first. */
const SCRIPT = `
  const { openDatabase } = await import('${DIST}store/database.js');
  const { bringUpToDate } = await import('${DIST}bring-up-to-date.js');
  const { pino } = await import('pino');
  const database = await openDatabase(process.argv[1], { connections: 4, onError() {} });
  await bringUpToDate(database, pino({ level: 'silent' }));
  await database.close();
  console.log('migrated');`;

const inAnotherProcess = async (url: string): Promise<string> => {
  const words = ['--input-type=module', '--eval', SCRIPT, url];
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: DIST });
  return stdout.trim();
};

test('processes that start at once on an empty database all find it ready', async () => {
  const url = await createEmptyDatabase();
  const ended = await Promise.all([inAnotherProcess(url), inAnotherProcess(url), inAnotherProcess(url)]);
  expect(ended).toEqual(['migrated', 'migrated', 'migrated']);
  const { db } = await open(url);
  expect(await db.selectFrom('cases').selectAll().execute()).toEqual([]);
});

test('a second start changes nothing', async () => {
  const url = await createDatabase();
  const database = await open(url);
  const before = await everythingIn(url);
  await bringUpToDate(database, pino({ level: 'silent' }));
  expect(await everythingIn(url)).toBe(before);
});

describe('a schema that a newer version has added to', () => {
  /** As the next version would bring it up to date. */
  async function oneVersionNewer() {
    const url = await createDatabase();
    const { db } = await open(url);
    await query(url, `alter table cases add column mood text not null default 'calm'`);
    await query(url, `insert into kysely_migration values ('998-mood', now()::text)`);
    return { url, db };
  }

  test('is left as it is, and what this version lacks is still brought up to date', async () => {
    const { url, db } = await oneVersionNewer();
    const before = await everythingIn(url);
    await migrate(db);
    expect(await everythingIn(url)).toBe(before);
    await query(url, `delete from kysely_migration where name = '061-failures'`);
    await query(url, 'drop table failures');
    await migrate(db);
    expect(await db.selectFrom('failures').selectAll().execute()).toEqual([]);
  });

  test('and that needs a newer one is refused, in words, and nothing is changed', async () => {
    const { url, db } = await oneVersionNewer();
    await raiseFloor(db, '061-failures');
    await migrate(db);
    await raiseFloor(db, '998-mood');
    const before = await everythingIn(url);
    const failure: unknown = await migrate(db).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UserError);
    expect(failure).toMatchObject({ message: /newer version.*998-mood/, remedy: /Start the newer version/ });
    expect(await everythingIn(url)).toBe(before);
  });
});

test('every table of ours has a key that begins with the workspace, so that workspaces cannot mix', async () => {
  const url = await createDatabase();
  const keys = await query(
    url,
    `select c.relname, (select attname from pg_attribute where attrelid = c.oid and attnum = i.indkey[0])
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_index i on i.indrelid = c.oid
     where n.nspname = 'public' and c.relkind = 'r' and i.indisprimary order by 1`,
  );
  const ours = keys.filter(([table]) => !String(table).startsWith('kysely_'));
  expect(ours).toEqual([
    ['assessments', 'workspace'],
    // Its keys begin with the namespace and the workspace.
    ['cache', 'key'],
    ['cases', 'workspace'],
    ['decisions', 'workspace'],
    ['digest_lines', 'workspace'],
    ['digest_sends', 'workspace'],
    ['digests', 'workspace'],
    ['erasures', 'workspace'],
    ['failures', 'workspace'],
    ['feedback', 'workspace'],
    ['forgettings', 'workspace'],
    ['hellos', 'workspace'],
    ['inbox', 'workspace'],
    ['installations', 'workspace'],
    ['outbox', 'workspace'],
    ['reach', 'workspace'],
    ['shown_passages', 'workspace'],
    ['snoozes', 'workspace'],
    ['statements', 'workspace'],
    ['steps', 'workspace'],
    ['usage', 'workspace'],
    ['workspace_settings', 'workspace'],
  ]);
});

test('a user who may not make tables is told so, and nothing is changed', async () => {
  const url = await createEmptyDatabase();
  const role = `${new URL(url).pathname.slice(1)}_reader`;
  await query(url, 'revoke create on schema public from public');
  await query(url, `create role ${role} login password 'secret'`);
  afterTest(() => query(process.env.TEST_DATABASE_SERVER ?? '', `drop role ${role}`));
  const asReader = new URL(url);
  asReader.username = role;
  asReader.password = 'secret';
  const { db } = await open(asReader.href, 2);
  const before = await everythingIn(url);
  const failure: unknown = await migrate(db).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(UserError);
  expect(failure).toMatchObject({ message: /permission denied/, remedy: /DATABASE_URL may create tables/ });
  expect(await everythingIn(url)).toBe(before);
});

import { chmod, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import { exists } from '../../../src/store/embedded/exists.ts';
import { ordinary, testAsRoot } from './support/accounts.ts';
import { makeProject, type Project } from './support/project.ts';
import { query } from './support/query.ts';
import { accountOfServer, folderOf, makeWorld, type World } from './support/world.ts';

let project: Project;
let world: World;
let data: string;
let own: string;
beforeAll(async () => {
  project = await makeProject(ordinary);
});
beforeEach(async () => {
  world = await makeWorld(project);
  data = join(world.folder, 'data');
  own = join(world.folder, 'own');
});
afterEach(async () => {
  await world.end();
});
afterAll(() => project.remove());

testAsRoot(
  'started by root, the server runs as another account with the data in the data folder',
  async () => {
    const { how, dataDir, log } = await world.start({});
    expect([how, dataDir]).toEqual(['created', data]);
    expect(await accountOfServer(data)).not.toBe(0);
    expect(log.join()).toMatch(/does not run as root: the account \w+ runs it/);
    const password = await stat(join(data, 'password'));
    expect([password.uid, password.mode & 0o777]).toEqual([0, 0o600]);
    expect(await exists(own)).toBe(false);
  },
);

testAsRoot('started by root again, it finds the same data, also after its process was killed', async () => {
  const first = await world.start({});
  await query(first.url, 'create table kept as select 42');
  await first.stop();
  const second = await world.start({});
  expect(second.how).toBe('started');
  await second.kill();
  const third = await world.start({});
  expect([third.how, third.url]).toEqual(['adopted', first.url]);
  expect(await query(third.url, 'table kept')).toBe('42');
  await third.stop();
  await expect(query(first.url, 'select 1')).rejects.toThrow();
});

testAsRoot("root starts an ordinary user's database as that user", async () => {
  const home = await folderOf(ordinary, join(world.folder, 'theirs'));
  const first = await world.start({ as: ordinary, dataDir: join(home, 'data') });
  await query(first.url, 'create table kept as select 42');
  await first.stop();
  await chmod(join(home, 'data'), 0o711);
  const second = await world.start({ dataDir: join(home, 'data') });
  expect(second.how).toBe('started');
  expect(await query(second.url, 'table kept')).toBe('42');
  expect(await accountOfServer(second.dataDir)).toBe(ordinary?.uid);
  await second.stop();
  expect((await world.start({ as: ordinary, dataDir: join(home, 'data') })).how).toBe('started');
});

testAsRoot("an ordinary user is told that root's database is another account's", async () => {
  const { stop } = await world.start({});
  await stop();
  await chmod(data, 0o777);
  await chmod(join(data, 'password'), 0o644);
  const { code, message } = await world.fail({ as: { name: 'someone', uid: 54_321, gid: 54_321 } });
  expect(code).toBe('wrong-owner');
  expect(message).toMatch(/was left alone/);
});

testAsRoot('an account without a name is told that PostgreSQL needs one', async () => {
  const someone = { name: '', uid: 54_321, gid: 54_321 };
  const home = await folderOf(someone, join(world.folder, 'someone'));
  const { code, message } = await world.fail({ as: someone, dataDir: join(home, 'data') });
  expect(code).toBe('no-account');
  expect(message).toMatch(/number 54321 has none/);
});

const withoutSetuid = async () => {
  const first = 'exec setpriv --bounding-set=-setuid "$0" "$@"';
  const { code, message } = await world.fail({ first });
  expect(code).toBe('no-account');
  expect(message).toMatch(/Start as an ordinary user, or set DATABASE_URL/);
};
testAsRoot(
  'a root that may not become another account is told what to do',
  withoutSetuid,
  '/usr/bin/setpriv',
);

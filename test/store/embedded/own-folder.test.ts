import { chmod, chown, cp, lstat, readdir, rename, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import { ordinary, testAsRoot } from './support/accounts.ts';
import { makeProject, type Project } from './support/project.ts';
import { query } from './support/query.ts';
import { accountOfServer, folderOf, makeWorld, type World } from './support/world.ts';

let project: Project;
let world: World;
let own: string;
beforeAll(async () => {
  project = await makeProject(ordinary);
});
beforeEach(async () => {
  world = await makeWorld(project);
  own = join(world.folder, 'own');
});
afterEach(async () => {
  await world.end();
  // Some tests close it.
  await chmod(project.folder, 0o755);
});
afterAll(() => project.remove());

/** A data folder that only root can reach, as below root's home. */
async function onlyForRoot(): Promise<string> {
  const closed = await folderOf(undefined, join(world.folder, 'closed'), 0o700);
  return join(closed, 'data');
}

testAsRoot(
  'from a folder that only root can read, data and programs go to a folder of their own, and it says so',
  async () => {
    const dataDir = await onlyForRoot();
    await chmod(project.folder, 0o700);
    const first = await world.start({ dataDir });
    expect(first.how).toBe('created');
    expect(dirname(first.dataDir)).toBe(own);
    expect(first.log.join('\n')).toContain(first.dataDir);
    expect(first.log.join('\n')).toMatch(/programs were copied to/);
    expect(await accountOfServer(first.dataDir)).not.toBe(0);
    await query(first.url, 'create table kept as select 42');
    await first.stop();
    const second = await world.start({ dataDir });
    expect([second.how, second.dataDir, second.url]).toEqual(['started', first.dataDir, first.url]);
    await second.kill();
    const third = await world.start({ dataDir });
    const guest = await world.start({ dataDir });
    expect([third.how, guest.how]).toEqual(['adopted', 'attached']);
    expect([third.dataDir, guest.dataDir]).toEqual([first.dataDir, first.dataDir]);
    expect(await query(guest.url, 'table kept')).toBe('42');
  },
);

testAsRoot('only root can change what lies in the own folder beside the database', async () => {
  await chmod(project.folder, 0o700);
  const { dataDir: home } = await world.start({ dataDir: await onlyForRoot(), first: 'umask 077' });
  for (const path of [own, home, ...(await readdir(home)).map((name) => join(home, name))]) {
    const { uid, mode } = await lstat(path);
    if (/cluster$|server\.log$/.test(path)) expect([path, uid !== 0, mode & 0o077]).toEqual([path, true, 0]);
    else expect([path, uid, mode & 0o022]).toEqual([path, 0, 0]);
  }
});

testAsRoot('data stays where it is when the data folder can be reached later', async () => {
  const dataDir = await onlyForRoot();
  const first = await world.start({ dataDir });
  await first.stop();
  await chmod(dirname(dataDir), 0o755);
  const second = await world.start({ dataDir });
  expect([second.how, second.dataDir]).toEqual(['started', first.dataDir]);
});

testAsRoot('a copied checkout has a database of its own', async () => {
  const dataDir = await onlyForRoot();
  const first = await world.start({ dataDir });
  const copy = join(dirname(dataDir), 'copy');
  await cp(dataDir, copy, { recursive: true });
  const second = await world.start({ dataDir: copy });
  expect(second.how).toBe('created');
  expect(second.dataDir).not.toBe(first.dataDir);
  expect(second.log.join('\n')).toContain(
    `${first.dataDir} belongs to the folder that ${copy} was copied or moved from`,
  );
});

testAsRoot('a moved checkout finds its database when its operator does as told', async () => {
  const dataDir = await onlyForRoot();
  const first = await world.start({ dataDir });
  await query(first.url, 'create table kept as select 42');
  await first.stop();
  const moved = join(dirname(dataDir), 'moved');
  await rename(dataDir, moved);
  const second = await world.start({ dataDir: moved });
  await second.stop();
  await rm(second.dataDir, { recursive: true });
  await rename(first.dataDir, second.dataDir);
  expect(await query((await world.start({ dataDir: moved })).url, 'table kept')).toBe('42');
});

testAsRoot(
  'who deletes the data folder gets an empty database, and is told where the old one is',
  async () => {
    const dataDir = await onlyForRoot();
    const first = await world.start({ dataDir });
    await first.stop();
    await rm(dataDir, { recursive: true });
    const second = await world.start({ dataDir });
    expect(second.how).toBe('created');
    expect(second.log.join('\n')).toContain(`was deleted is still in ${first.dataDir};`);
  },
);

testAsRoot(
  'an own folder that another account could have prepared is refused, and nothing is written there',
  async () => {
    const dataDir = await onlyForRoot();
    await folderOf(ordinary, own);
    const theirs = await world.fail({ dataDir });
    expect([theirs.code, theirs.message.includes(own)]).toEqual(['no-place', true]);
    expect(await readdir(own)).toEqual([]);
    await chown(own, 0, 0);
    await chmod(own, 0o777);
    expect((await world.fail({ dataDir })).code).toBe('no-place');
    const elsewhere = await folderOf(ordinary, join(world.folder, 'elsewhere'));
    await rm(own, { recursive: true });
    await symlink(elsewhere, own);
    expect((await world.fail({ dataDir })).code).toBe('no-place');
    expect(await readdir(elsewhere)).toEqual([]);
  },
);

testAsRoot('of processes that root starts at the same moment one makes the database', async () => {
  const dataDir = await onlyForRoot();
  const started = await Promise.all([1, 2, 3].map(() => world.start({ dataDir })));
  expect(started.map(({ how }) => how).sort()).toEqual(['attached', 'attached', 'created']);
});

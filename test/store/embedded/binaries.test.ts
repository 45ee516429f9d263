import { chmod, lstat, mkdir, readdir, readlink, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { exists } from '../../../src/store/embedded/exists.ts';
import { ordinary } from './support/accounts.ts';
import { makeProject, type Project } from './support/project.ts';
import { query } from './support/query.ts';
import { makeWorld, type World } from './support/world.ts';

let project: Project;
let world: World;
let lib: string;
let data: string;
beforeEach(async () => {
  project = await makeProject(ordinary);
  world = await makeWorld(project, ordinary);
  lib = join(project.postgres, 'native/lib');
  data = join(world.folder, 'data');
});
afterEach(async () => {
  await chmod(lib, 0o755).catch(() => {});
  await world.end();
  await project.remove();
});

/** The symbolic links among the libraries, as `name -> file`. */
async function linksIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const links = entries.filter((entry) => entry.isSymbolicLink());
  return Promise.all(links.map(async ({ name }) => `${name} -> ${await readlink(join(folder, name))}`));
}

/** As npm leaves the packages when it does not run install scripts. */
async function withoutLinks(): Promise<string[]> {
  const links = await linksIn(lib);
  for (const link of links) await rm(join(lib, link.split(' -> ')[0] ?? ''));
  return links.sort();
}

/** The one copy of the programs in the data folder. */
async function copyIn(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.startsWith('binaries-'));
  expect(names).toHaveLength(1);
  return join(folder, names[0] ?? '');
}

test('links that the install script did not make, and lost execute bits, are restored where npm put the programs', async () => {
  const links = await withoutLinks();
  for (const name of ['initdb', 'pg_ctl', 'postgres'])
    await chmod(join(project.postgres, 'native/bin', name), 0o644);
  const { url } = await world.start({ as: undefined }); // who installed the packages
  expect(await query(url, 'select 1')).toBe('1');
  expect((await linksIn(lib)).sort()).toEqual(links);
  expect((await readdir(data)).filter((name) => name.startsWith('binaries-'))).toEqual([]);
});

test('where the links cannot be restored a copy in the data folder is used, told, and used again', async () => {
  const links = await withoutLinks();
  await chmod(lib, 0o555);
  const first = await world.start({});
  expect(first.log.join()).toMatch(/programs were copied to .*data\/binaries-18/);
  const copy = await copyIn(data);
  expect((await linksIn(join(copy, 'lib'))).sort()).toEqual(links);
  const { ino } = await lstat(copy);
  await first.stop();
  const second = await world.start({});
  expect(second.how).toBe('started');
  expect(second.log).toEqual([]);
  expect((await lstat(copy)).ino).toBe(ino);
});

test('a damaged copy is made anew, and one of an older version goes', async () => {
  await withoutLinks();
  await chmod(lib, 0o555);
  const first = await world.start({});
  await first.stop();
  const copy = await copyIn(data);
  await rm(join(copy, 'bin/postgres'));
  await writeFile(join(copy, 'bin/postgres'), '');
  await mkdir(join(data, 'binaries-17.1.0'));
  expect((await world.start({})).how).toBe('started');
  expect(await copyIn(data)).toBe(copy);
});

test('without programs for this platform the message names it and the way out', async () => {
  await rm(project.postgres, { recursive: true });
  const { code, message, name } = await world.fail({});
  expect([name, code]).toEqual(['EmbeddedPostgresError', 'no-binaries']);
  expect(message).toMatch(new RegExp(`${process.platform.slice(0, 3)}.*-${process.arch}.*DATABASE_URL`, 's'));
});

test('a missing library is named, and nothing is left of the attempt', async () => {
  const library = (await readdir(lib)).find((name) => /^lib(xml2|ssl)\./.test(name)) ?? '';
  await rm(join(lib, library));
  const { code, message } = await world.fail({});
  expect(code).toBe('broken-binaries');
  expect(message).toContain(library);
  expect(message).toMatch(/DATABASE_URL/);
  expect(await readdir(data)).toEqual(['password']);
  expect(await exists(join(project.postgres, 'native'))).toBe(true);
});

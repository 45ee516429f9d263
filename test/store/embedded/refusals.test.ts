import { readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { ordinary } from './support/accounts.ts';
import { makeProject, type Project } from './support/project.ts';
import { query } from './support/query.ts';
import { makeTemplate } from './support/template.ts';
import { folderOf, makeWorld, type World } from './support/world.ts';

let project: Project;
let template: string;
let world: World;
let data: string;
beforeAll(async () => {
  project = await makeProject(ordinary);
  template = await makeTemplate(project, ordinary);
});
beforeEach(async () => {
  world = await makeWorld(project, ordinary, template);
  data = join(world.folder, 'data');
});
afterEach(() => world.end());
afterAll(() => project.remove());

test('data of another major version is kept untouched, and the way out is told', async () => {
  await writeFile(join(data, 'cluster/PG_VERSION'), '17\n');
  const before = await readdir(data, { recursive: true });
  const { name, code, message } = await world.fail({});
  expect([name, code]).toEqual(['EmbeddedPostgresError', 'other-version']);
  expect(message).toMatch(
    /made by PostgreSQL 17; installed is PostgreSQL 18.*left as it is.*pg_dump.*DATABASE_URL/s,
  );
  expect(await readdir(data, { recursive: true })).toEqual(before.filter((file) => file !== 'owner'));
});

test('a folder "cluster" that is no database is left as it is', async () => {
  await rm(join(data, 'cluster'), { recursive: true });
  await folderOf(ordinary, join(data, 'cluster'));
  const { code, message } = await world.fail({});
  expect(code).toBe('other-version');
  expect(message).toMatch(/no PostgreSQL database/);
});

test('when the disk takes no more the database is not made, nothing is left, and the next start can make it', async () => {
  const dataDir = join(world.folder, 'new');
  const { code, message } = await world.fail({ dataDir, first: 'ulimit -f 2048' });
  expect(code).toBe('create-failed');
  expect(message).toMatch(/It says:\n.*(too large|File size limit|signal)/s);
  expect((await readdir(dataDir)).sort()).toEqual(['password']);
  expect((await world.start({ dataDir })).how).toBe('created');
});

test('a database whose password is lost is kept', async () => {
  await rename(join(data, 'password'), join(data, 'lost'));
  const { code, message } = await world.fail({});
  expect(code).toBe('lost-password');
  expect(message).toMatch(/data was kept/);
  await rename(join(data, 'lost'), join(data, 'password'));
  expect(await query((await world.start({})).url, 'table kept')).toBe('42');
});

test('a server left behind that does not take our password is not taken over', async () => {
  const { kill } = await world.start({});
  await kill();
  await writeFile(join(data, 'password'), 'another\n');
  expect((await world.fail({})).code).toBe('wrong-password');
});

test('a database that cannot be started is kept, and the end of its log is told', async () => {
  await rm(join(data, 'cluster/global/pg_control'));
  const { code, message } = await world.fail({});
  expect(code).toBe('start-failed');
  expect(message).toMatch(/data was kept.*could not.*pg_control.*server\.log/s);
});

test('a setting that does not exist is told, and one that a shell would read is refused', async () => {
  const unknown = await world.fail({ settings: { no_such_setting: 1 } });
  expect(unknown.code).toBe('start-failed');
  expect(unknown.message).toMatch(/no_such_setting/);
  const evil = await world.fail({ settings: { search_path: '$(touch /tmp/x)' } });
  expect(evil.code).toBe('bad-setting');
  expect((await world.start({ settings: { datestyle: 'iso, dmy' } })).how).toBe('started');
});

test('a data folder that cannot be written is named', async () => {
  await writeFile(join(world.folder, 'file'), '');
  const { code, message } = await world.fail({ dataDir: join(world.folder, 'file/data') });
  expect(code).toBe('no-place');
  expect(message).toMatch(/file\/data cannot be used: ENOTDIR.*DATABASE_URL/s);
  const dataDir = await folderOf(ordinary, join(world.folder, 'shut'), 0o555);
  expect((await world.fail({ dataDir })).message).toMatch(/cannot be used: EACCES/);
});

test("a data folder whose name PostgreSQL's tools would misread is refused", async () => {
  const { code, message } = await world.fail({ dataDir: join(world.folder, 'a$HOME') });
  expect(code).toBe('no-place');
  expect(message).toMatch(/Rename the folder/);
});

import { spawn } from 'node:child_process';
import { chown, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { exists } from '../../../src/store/embedded/exists.ts';
import { isAlive } from '../../../src/store/embedded/process-identity.ts';
import { ordinary } from './support/accounts.ts';
import { makeProject, type Project } from './support/project.ts';
import { query } from './support/query.ts';
import { makeTemplate } from './support/template.ts';
import { eventually, makeWorld, serverPid, type World } from './support/world.ts';

let project: Project;
let template: string;
let world: World;
let data: string;
const others = new Set<() => void>();
beforeAll(async () => {
  project = await makeProject(ordinary);
  template = await makeTemplate(project, ordinary);
});
beforeEach(async () => {
  world = await makeWorld(project, ordinary, template);
  data = join(world.folder, 'data');
});
afterEach(async () => {
  for (const end of others) end();
  others.clear();
  await world.end();
});
afterAll(() => project.remove());

/** Some other program of the same account, alive as long as the test. */
function otherProgram(): number {
  const account = ordinary && { uid: ordinary.uid, gid: ordinary.gid };
  const child = spawn('/bin/sh', ['-c', 'read -r line'], { cwd: '/', ...account });
  others.add(() => child.kill('SIGKILL'));
  return child.pid ?? 0;
}

async function writeAs(path: string, text: string): Promise<void> {
  await writeFile(path, text);
  if (ordinary) await chown(path, ordinary.uid, ordinary.gid);
}

/** A database that was running when the power went: its server is gone, its pid file is not. */
async function powerLoss(): Promise<string> {
  const { kill, dataDir } = await world.start({});
  const pidFile = await readFile(join(dataDir, 'cluster/postmaster.pid'), 'utf8');
  const pid = await serverPid(dataDir);
  await kill();
  process.kill(pid, 'SIGKILL');
  await eventually(async () => !(await isAlive(pid)));
  return pidFile;
}

test('after a power loss the database recovers', async () => {
  await powerLoss();
  const { how, url } = await world.start({});
  expect(how).toBe('started');
  expect(await query(url, 'table kept')).toBe('42');
});

test('a pid file that names another program by now does not hinder', async () => {
  const pidFile = await powerLoss();
  await writeAs(join(data, 'cluster/postmaster.pid'), pidFile.replace(/^\d+/, String(otherProgram())));
  const { how, url } = await world.start({});
  expect(how).toBe('started');
  expect(await query(url, 'table kept')).toBe('42');
});

test('a pid file that names the PostgreSQL of another folder does not hinder, and that server goes on', async () => {
  const pidFile = await powerLoss();
  const other = await world.start({ dataDir: join(world.folder, 'new') });
  const pid = await serverPid(other.dataDir);
  await writeAs(join(data, 'cluster/postmaster.pid'), pidFile.replace(/^\d+/, String(pid)));
  expect(await query((await world.start({})).url, 'table kept')).toBe('42');
  expect(await query(other.url, 'select 1')).toBe('1');
});

test('an owner whose number another program has by now is not waited for', async () => {
  await writeAs(
    join(data, 'owner'),
    `${otherProgram()}\nanother birth\n${join(data, 'owner')}\n5432\n${data}\n`,
  );
  expect((await world.start({})).how).toBe('started');
});

test('an owner file that was cut off is broken', async () => {
  await writeAs(join(data, 'owner'), '');
  await utimes(join(data, 'owner'), 0, 0);
  expect((await world.start({})).how).toBe('started');
});

test('a process killed while it makes the database leaves nothing in the way', async () => {
  const dataDir = join(world.folder, 'new');
  const making = async () =>
    (await readdir(dataDir).catch(() => [])).some((name) => name.startsWith('cluster.making-'));
  await world.interrupt({ dataDir }, making);
  const { how } = await world.start({ dataDir });
  expect(how).toBe('created');
  expect((await readdir(dataDir)).filter((name) => name.includes('making'))).toEqual([]);
});

test('a process killed while the server starts leaves a server that is taken over', async () => {
  await world.interrupt({}, () => exists(join(data, 'cluster/postmaster.pid')));
  const { how, url } = await world.start({});
  expect(['adopted', 'started']).toContain(how);
  expect(await query(url, 'select 1')).toBe('1');
});

test('when the port of the last start is taken another one is used and kept', async () => {
  const first = await world.start({});
  await first.stop();
  const server = createServer().listen(Number(new URL(first.url).port), '127.0.0.1');
  others.add(() => server.close());
  const second = await world.start({});
  expect(second.url).not.toBe(first.url);
  await second.stop();
  server.close();
  expect((await world.start({})).url).toBe(second.url);
});

import { readdir, readFile, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { ordinary } from './support/accounts.ts';
import { makeProject, type Project } from './support/project.ts';
import { query } from './support/query.ts';
import { makeTemplate } from './support/template.ts';
import { makeWorld, serverPid, type World } from './support/world.ts';

let project: Project;
let template: string;
let world: World;
beforeAll(async () => {
  project = await makeProject(ordinary);
  template = await makeTemplate(project, ordinary);
});
beforeEach(async () => {
  world = await makeWorld(project, ordinary, template);
});
afterEach(() => world.end());
afterAll(() => project.remove());

test('the first start makes a durable database that speaks UTF-8', async () => {
  const folder = join(world.folder, 'new/data');
  const { how, url, dataDir, log } = await world.start({ settings: {}, dataDir: folder });
  expect([how, dataDir]).toEqual(['created', folder]);
  expect(log).toEqual([`An empty PostgreSQL database was made in ${folder}.`]);
  expect(await query(url, "select lower('ÉÄ') || current_setting('server_encoding')")).toBe('éäUTF8');
  expect(await query(url, "select current_setting('fsync') || current_setting('full_page_writes')")).toBe(
    'onon',
  );
  expect(await query(url, "select current_setting('synchronous_commit')")).toBe('on');
});

test('a setting of the caller goes over ours, but the server never listens beyond loopback', async () => {
  const settings = {
    fsync: 'off',
    max_connections: 20,
    listen_addresses: '*',
    unix_socket_directories: '/tmp',
  };
  const { url } = await world.start({ settings });
  expect(await query(url, "select current_setting('fsync') || current_setting('max_connections')")).toBe(
    'off20',
  );
  expect(await query(url, "select current_setting('listen_addresses')")).toBe('127.0.0.1');
  expect(await query(url, "select current_setting('unix_socket_directories')")).toBe('');
});

test('only who can read the password file gets in', async () => {
  const { url, dataDir } = await world.start({ dataDir: join(world.folder, 'new') });
  expect((await stat(join(dataDir, 'password'))).mode & 0o777).toBe(0o600);
  expect((await stat(join(dataDir, 'cluster'))).mode & 0o777).toBe(0o700);
  expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
  expect(await query(url, "select string_agg(distinct auth_method, ' ') from pg_hba_file_rules")).toBe(
    'scram-sha-256',
  );
  await expect(query(url.replace(/:[^:@]+@/, ':guess@'), 'select 1')).rejects.toThrow(/password/);
});

test('the server does not see our environment, and writes no failed statement into its log', async () => {
  const { url, dataDir } = await world.start({});
  await query(url, 'create table t (said text primary key)');
  await query(url, "insert into t values ('our secret plan')");
  await expect(query(url, "insert into t values ('our secret plan')")).rejects.toThrow(/duplicate/);
  expect(await readFile(join(dataDir, 'server.log'), 'utf8')).not.toMatch(/secret plan/);
  if (process.platform === 'linux') {
    expect(
      await query(url, "select encode(pg_read_binary_file('/proc/self/environ', 0, 100000), 'escape')"),
    ).not.toMatch(/SECRET/);
  }
});

test('a restart finds the same data on the same port, and keeps one log of the start before', async () => {
  const first = await world.start({});
  await query(first.url, 'update kept set "?column?" = 43');
  await first.stop();
  await expect(query(first.url, 'select 1')).rejects.toThrow();
  const second = await world.start({});
  await second.stop();
  const third = await world.start({});
  expect([second.how, third.how]).toEqual(['started', 'started']);
  expect([second.url, third.url]).toEqual([first.url, first.url]);
  expect(await query(third.url, 'table kept')).toBe('43');
  const names = (await readdir(third.dataDir)).sort();
  expect(names).toEqual(['cluster', 'owner', 'password', 'port', 'server.log', 'server.log.old']);
});

test('a server that a killed process left behind is taken over, and then ours to stop', async () => {
  const first = await world.start({});
  await query(first.url, 'update kept set "?column?" = 43');
  const pid = await serverPid(first.dataDir);
  await first.kill();
  const second = await world.start({});
  expect(second.how).toBe('adopted');
  expect(second.url).toBe(first.url);
  expect(await serverPid(second.dataDir)).toBe(pid);
  expect(await query(second.url, 'table kept')).toBe('43');
  await second.stop();
  await expect(query(first.url, 'select 1')).rejects.toThrow();
  expect((await world.start({})).how).toBe('started');
});

test('the server of a living process is shared, and left running by who shares it', async () => {
  const owner = await world.start({});
  const guest = await world.start({});
  expect(guest.how).toBe('attached');
  expect(guest.url).toBe(owner.url);
  await guest.stop();
  expect(await query(owner.url, 'select 1')).toBe('1');
  await owner.stop();
  expect((await world.start({})).how).toBe('started');
});

test('a data folder reached by a link is the same folder', async () => {
  const owner = await world.start({});
  const link = join(world.folder, 'link');
  await symlink(owner.dataDir, link);
  const guest = await world.start({ dataDir: link });
  expect([guest.how, guest.dataDir, guest.url]).toEqual(['attached', owner.dataDir, owner.url]);
});

test('of processes that start at the same moment one makes the database and the others share it', async () => {
  const dataDir = join(world.folder, 'new');
  const started = await Promise.all([1, 2, 3, 4].map(() => world.start({ dataDir })));
  expect(started.map(({ how }) => how).sort()).toEqual(['attached', 'attached', 'attached', 'created']);
  expect(new Set(started.map(({ url }) => url)).size).toBe(1);
});

test('of processes that find a dead owner at the same moment one takes over', async () => {
  await (await world.start({})).kill();
  const started = await Promise.all([1, 2, 3, 4].map(() => world.start({})));
  expect(started.map(({ how }) => how).sort()).toEqual(['adopted', 'attached', 'attached', 'attached']);
});

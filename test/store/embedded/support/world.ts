import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Account } from '../../../../src/store/embedded/account.ts';
import { isAlive } from '../../../../src/store/embedded/process-identity.ts';
import type { EmbeddedPostgresOptions } from '../../../../src/store/embedded/start-embedded-postgres.ts';
import type { Project } from './project.ts';

/** What a process that ran `startEmbeddedPostgres` has to say. */
export interface Started {
  how: string;
  url: string;
  dataDir: string;
  ms: number;
  log: string[];
  pid: number;
  /** Asks for `stop()` twice at once, and waits for the end of the process. */
  stop(): Promise<void>;
  /** SIGKILL: nothing can be tidied up. */
  kill(): Promise<void>;
}

/** A start that failed with a message for the operator. */
export interface Failed {
  name: string;
  code: string;
  message: string;
  log: string[];
}

/** A folder for data and whatever runs in it; `end` leaves nothing behind. */
export interface World {
  folder: string;
  start(options: Partial<Options>): Promise<Started>;
  fail(options: Partial<Options>): Promise<Failed>;
  /** Starts, and kills the process as soon as something is so. */
  interrupt(options: Partial<Options>, when: () => Promise<boolean>): Promise<void>;
  end(): Promise<void>;
}

interface Options extends Pick<EmbeddedPostgresOptions, 'dataDir' | 'settings' | 'ownFolder'> {
  /** Who runs the process; else who runs the tests. */
  as: Account | undefined;
  /** Commands of a shell before the process begins, such as limits. */
  first: string;
}

const QUICK = { fsync: 'off' };

/**
 * @param owner who owns the folder for data, and runs the processes
 * @param template a data folder to begin with; without it there is none
 */
export async function makeWorld(project: Project, owner?: Account, template?: string): Promise<World> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "embedded 'world' ä-")));
  await chmod(folder, 0o711);
  if (owner) await chown(folder, owner.uid, owner.gid);
  if (template) await promisify(execFile)('cp', ['-a', template, join(folder, 'data')]);
  const children = new Set<ChildProcessWithoutNullStreams>();

  function launch(options: Partial<Options>): ChildProcessWithoutNullStreams {
    const { dataDir = join(folder, 'data'), settings = QUICK, ownFolder = join(folder, 'own') } = options;
    const words = [project.driver, JSON.stringify({ dataDir, settings, ownFolder })];
    const as = 'as' in options ? options.as : owner;
    const account = as && { uid: as.uid, gid: as.gid };
    const script = `${options.first ?? ':'}; exec "$0" "$@"`;
    const child = spawn('/bin/sh', ['-c', script, project.node, ...words], {
      cwd: '/',
      env: { ...process.env, SECRET: 'not for PostgreSQL' },
      ...account,
    });
    children.add(child);
    return child;
  }

  async function begin(options: Partial<Options>): Promise<Started | Failed> {
    const child = launch(options);
    const exit = once(child, 'exit');
    const [log, noise]: [string[], string[]] = [[], []];
    child.stderr.setEncoding('utf8').on('data', (text: string) => noise.push(text));
    for await (const line of createInterface(child.stdout)) {
      const said: { log?: string; how?: string } & Started & Failed = JSON.parse(line);
      if (said.log) log.push(said.log);
      if (said.code || said.name) return { ...said, log };
      if (!said.how) continue;
      const stop = async () => {
        child.stdin.end('stop\n');
        const [code] = await exit;
        if (code !== 0) throw new Error(`The process ended with ${code}: ${noise.join('')}`);
      };
      const kill = async () => {
        child.kill('SIGKILL');
        await exit;
      };
      return { ...said, log, pid: child.pid ?? 0, stop, kill };
    }
    throw new Error(`The process ended without a word: ${noise.join('')}`);
  }

  return {
    folder,
    async start(options) {
      const begun = await begin(options);
      if ('how' in begun) return begun;
      throw new Error(`${begun.code}: ${begun.message}`);
    },
    async fail(options) {
      const begun = await begin(options);
      if ('how' in begun) throw new Error('It started, but it should not have.');
      return begun;
    },
    async interrupt(options, when) {
      const child = launch(options);
      await eventually(when);
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
    async end() {
      for (const child of children) child.kill('SIGKILL');
      for (const cluster of await clustersIn(folder)) await killServer(cluster);
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The process number of the server that runs on a cluster. */
export async function serverPid(home: string): Promise<number> {
  return Number.parseInt(await readFile(join(home, 'cluster', 'postmaster.pid'), 'utf8'), 10);
}

/** The number of the account that the server runs as. */
export async function accountOfServer(home: string): Promise<number> {
  return (await stat(join(home, 'cluster/postmaster.pid'))).uid;
}

/** Waits for something that happens soon, without saying when. */
export async function eventually(what: () => Promise<boolean>): Promise<void> {
  for (const until = Date.now() + 60_000; !(await what()); await delay(20)) {
    if (Date.now() > until) throw new Error('It did not happen within 60 s.');
  }
}

/** A folder below the world's that belongs to an account. */
export async function folderOf(owner: Account | undefined, path: string, mode = 0o755): Promise<string> {
  await mkdir(path, { recursive: true });
  await chmod(path, mode);
  if (owner) await chown(path, owner.uid, owner.gid);
  return path;
}

async function killServer(home: string): Promise<void> {
  const pid = await serverPid(home).catch(() => 0);
  if (!(pid > 0) || !(await isAlive(pid))) return;
  process.kill(pid, 'SIGQUIT');
  await eventually(async () => !(await isAlive(pid)));
}

/** Folders that hold a cluster. */
async function clustersIn(folder: string, depth = 4): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  if (entries.some(({ name }) => name === 'cluster')) return [folder];
  const below = entries.filter((entry) => entry.isDirectory() && depth > 0 && entry.name !== 'node_modules');
  return (await Promise.all(below.map(({ name }) => clustersIn(join(folder, name), depth - 1)))).flat();
}

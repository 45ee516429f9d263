import { randomBytes } from 'node:crypto';
import { lchown, lstat, readlink, realpath, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exists } from './exists.ts';
import { isAlive, isTaken } from './process-identity.ts';
import { readIfThere } from './read-if-there.ts';
import { run } from './run.ts';

/** A server that runs on a cluster already. */
export interface LeftBehind {
  pid: number;
  port: number;
}

// Above what any system gives.
const NOBODYS_NUMBER = 2 ** 31 - 1;

/**
 * The server that a killed process left behind on this cluster, if it lives. A pid file that names another program
 * (numbers are given again after a power loss) or a zombie is mended: PostgreSQL would refuse to start because of it.
 */
export async function leftBehind(cluster: string): Promise<LeftBehind | undefined> {
  const file = join(cluster, 'postmaster.pid');
  const text = (await readIfThere(file)) ?? '';
  const [pid, , , port] = text.split('\n').map(Number);
  if (!pid || pid < 0 || !isTaken(pid)) return undefined;
  if ((await isAlive(pid)) && (await runsOn(pid, cluster))) return { pid, port: port || 0 };
  // Gone or another one by now: that server ended, or the next one began, while we looked.
  if ((await readIfThere(file)) === text) {
    await replaceFile(file, text.replace(/^\d+/, String(NOBODYS_NUMBER)));
  }
  return undefined;
}

/** Not removed: PostgreSQL reads further down whether any process still has the old server's memory. */
async function replaceFile(file: string, text: string): Promise<void> {
  const next = `${file}.${randomBytes(4).toString('hex')}`;
  const { uid, gid } = await lstat(file);
  await writeFile(next, text, { flag: 'wx', mode: 0o600 });
  await lchown(next, uid, gid);
  await rename(next, file);
}

/** Is this process a PostgreSQL on that cluster? In doubt yes: two servers on one cluster would destroy it. */
async function runsOn(pid: number, cluster: string): Promise<boolean> {
  if (process.platform === 'linux' && (await exists('/proc/self/cwd'))) {
    // PostgreSQL works in its cluster's folder; another account's process, which shows us nothing, is not ours.
    const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => '');
    return cwd === (await realpath(cluster));
  }
  const [list, words, sign] =
    process.platform === 'win32'
      ? (['tasklist', ['/FI', `PID eq ${pid}`, '/NH'], 'postgres'] as const)
      : (['ps', ['-ww', '-o', 'args=', '-p', String(pid)], cluster] as const);
  const ran = await run(list, [...words]);
  return ran.error !== undefined || ran.output.includes(sign);
}

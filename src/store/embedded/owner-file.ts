import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { hasCode } from '../../has-code.ts';
import { birthOf, isAlive } from './process-identity.ts';
import { readIfThere } from './read-if-there.ts';

/** Where the owner's server is to be found, once it is ready. */
export interface Announced {
  home: string;
  port: number;
}

/** The process that owns the data folder, and its server if that is ready. */
export interface Owner {
  pid: number;
  birth: string;
  /** Where it wrote the file: one that came with a copied folder counts for nothing. */
  path: string;
  server: Announced | undefined;
}

/** One process at a time owns a data folder: it alone creates, starts and stops the server. */
export interface OwnerFile {
  /** Nothing when the folder is ours from now on; else its living owner, `'unknown'` for the moment of its writing. */
  claim(): Promise<Owner | 'unknown' | undefined>;
  /** Tells others where our server is, or that it is no more. */
  announce(server: Announced | undefined): Promise<void>;
  /** Gives the folder back, if it is still ours. */
  release(): Promise<void>;
}

// Longer than the moment between making such a file (or folder) and having written it.
const MOMENT_MS = 3000;

/** The owner's file at this path. It is broken when its owner lives no more. */
export function ownerFile(path: string): OwnerFile {
  const breaking = `${path}.breaking`;

  async function write(server: Announced | undefined, flag: 'w' | 'wx', to: string): Promise<void> {
    const lines = [process.pid, await birthOf(process.pid), path, server?.port ?? '', server?.home ?? '', ''];
    await writeFile(to, lines.join('\n'), { flag, mode: 0o644 });
  }

  async function holder(): Promise<Owner | 'unknown' | 'stale' | undefined> {
    const text = await readIfThere(path);
    if (text === undefined) return undefined;
    const owner = parseOwner(text);
    if (!owner) return (await isOld(path)) ? 'stale' : 'unknown';
    return owner.path === path && (await lives(owner)) ? owner : 'stale';
  }

  /** Only who holds the folder beside the file may remove it: two who find it stale must not remove each other's. */
  async function breakStale(): Promise<void> {
    try {
      await mkdir(breaking);
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
      if (await isOld(breaking)) await rm(breaking, { recursive: true, force: true });
      return;
    }
    try {
      if ((await holder()) === 'stale') await rm(path, { force: true });
    } finally {
      await rmdir(breaking).catch(() => {});
    }
  }

  return {
    async claim() {
      for (;;) {
        try {
          await write(undefined, 'wx', path);
          return undefined;
        } catch (error) {
          if (!hasCode(error, 'EEXIST')) throw error;
        }
        const found = await holder();
        if (found === 'stale') await breakStale();
        else if (found) return found;
        await delay(10);
      }
    },
    async announce(server) {
      const next = `${path}.${randomBytes(6).toString('hex')}`;
      await write(server, 'w', next);
      await rename(next, path);
    },
    async release() {
      const owner = await holder();
      const ours = typeof owner === 'object' && owner.pid === process.pid;
      if (ours) await rm(path, { force: true });
    },
  };
}

function parseOwner(text: string): Owner | undefined {
  const [pid, birth, path, port, home, end] = text.split('\n');
  if (!Number(pid) || birth === undefined || path === undefined || end === undefined) return undefined;
  return { pid: Number(pid), birth, path, server: home ? { home, port: Number(port) } : undefined };
}

async function lives({ pid, birth }: Owner): Promise<boolean> {
  if (!(await isAlive(pid))) return false;
  const now = await birthOf(pid);
  return now === '' || birth === '' || now === birth;
}

async function isOld(path: string): Promise<boolean> {
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
  return Math.abs(Date.now() - mtimeMs) > MOMENT_MS;
}

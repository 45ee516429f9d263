import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from '../../has-code.ts';
import type { Place } from './place.ts';
import { readIfThere } from './read-if-there.ts';

/** Begins a new log of the server and keeps the one before it: two starts are enough to see what happened. */
export async function beginLog({ home, account }: Place): Promise<string> {
  const path = join(home, 'server.log');
  await rename(path, `${path}.old`).catch((error: unknown) => {
    if (!hasCode(error, 'ENOENT')) throw error;
  });
  const file = await open(path, 'wx', 0o600);
  try {
    if (account) await file.chown(account.uid, account.gid);
  } finally {
    await file.close();
  }
  return path;
}

/** The last lines of the server's log, for an error message. */
export async function logTail(path: string): Promise<string> {
  const text = (await readIfThere(path)) ?? '';
  return text.trim().split('\n').slice(-15).join('\n');
}

import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The checkout's folder. */
export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** What no checkout has when it is fresh, and what a work tree may hold besides. */
const NOT_OURS = ['node_modules', 'dist', '.data', 'coverage', '.git'];

/** Reads a file of the repository. */
export const read = (path: string): Promise<string> => readFile(join(ROOT, path), 'utf8');

/** The repository's own files as paths from its root: what git tracks or would add; without git, what is there. */
export async function ownFiles(): Promise<string[]> {
  const git = promisify(execFile)('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: ROOT,
    maxBuffer: 16 * 1024 * 1024,
  });
  const listed = await git.then(
    ({ stdout }) => stdout.split('\0').filter(Boolean),
    () => undefined,
  );
  const there = new Set(await filesBelow(ROOT));
  // A file that was deleted but not yet committed is still listed.
  return (listed ?? [...there]).filter((path) => there.has(path)).sort();
}

/** All files below a folder of the checkout, as paths from its root with slashes. */
export async function filesBelow(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (NOT_OURS.includes(entry.name)) continue;
    if (entry.isDirectory()) found.push(...(await filesBelow(path)));
    else found.push(relative(ROOT, path).split(sep).join('/'));
  }
  return found;
}

import { copyFile, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { hasCode } from '../../has-code.ts';
import { exists } from './exists.ts';
import { readIfThere } from './read-if-there.ts';

/**
 * Makes the symbolic links between PostgreSQL's libraries that npm packages cannot hold. The package's install script
 * makes them too, but npm blocks install scripts unless told otherwise.
 */
export async function restoreLinks(native: string): Promise<void> {
  const list: unknown = JSON.parse((await readIfThere(join(native, 'pg-symlinks.json'))) ?? '[]');
  if (!Array.isArray(list)) return;
  for (const { source, target } of list.filter(isLink)) {
    const file = join(native, relative('native', source));
    const link = join(native, relative('native', target));
    if (!(await exists(link))) await makeLink(file, link);
  }
}

async function makeLink(file: string, link: string): Promise<void> {
  try {
    await symlink(relative(dirname(link), file), link);
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return;
    if (process.platform !== 'win32') throw error;
    await copyFile(file, link); // Windows keeps links for administrators
  }
}

function isLink(entry: unknown): entry is { source: string; target: string } {
  if (typeof entry !== 'object' || entry === null) return false;
  return (
    'source' in entry &&
    typeof entry.source === 'string' &&
    'target' in entry &&
    typeof entry.target === 'string'
  );
}

import { lstat } from 'node:fs/promises';
import { hasCode } from '../../has-code.ts';

/** Is there anything at this path? Any error but "no" is thrown: a database must not be taken for missing. */
export async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

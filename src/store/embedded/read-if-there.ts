import { readFile } from 'node:fs/promises';
import { hasCode } from '../../has-code.ts';

/** A file's text, or nothing when there is no such file. Any other error is thrown. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

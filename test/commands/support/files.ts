import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { emptyFolder } from '../../support/cli.ts';

/** A folder with these files, gone after the test. */
export async function folderWith(files: Record<string, string | Uint8Array>): Promise<string> {
  const folder = await emptyFolder();
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

/** A file with this content, gone after the test. @returns its path */
export async function fileWith(content: string | Uint8Array, name = 'situation.txt'): Promise<string> {
  return join(await folderWith({ [name]: content }), name);
}

import { chmod, lstat, mkdir, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { hasCode } from '../../has-code.ts';
import { EmbeddedPostgresError, USE_YOUR_OWN } from './embedded-postgres-error.ts';

/**
 * Makes a folder of root's that others may enter and nobody else can have prepared or can exchange: it and all folders
 * above it belong to root, and only root may write there (or the sticky bit protects what root has put there).
 * @returns its real path
 * @throws EmbeddedPostgresError `no-place`
 */
export async function makeSafeFolder(path: string): Promise<string> {
  const parent = dirname(path);
  if (parent === path) return path;
  const here = join(await makeSafeFolder(parent), basename(path));
  try {
    await mkdir(here);
    await chmod(here, 0o711);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
  const real = await realpath(here);
  const [entry, folder] = [await lstat(here), await lstat(real)];
  const closed = (folder.mode & 0o022) === 0 || (folder.mode & 0o1000) !== 0;
  if (entry.uid === 0 && folder.uid === 0 && folder.isDirectory() && closed) return real;
  throw new EmbeddedPostgresError(
    'no-place',
    `PostgreSQL's data should go below ${here}, but that is not safe: accounts other than root could exchange it. ` +
      `Nothing was written. Make it root's alone (chown root, chmod go-w), or ${USE_YOUR_OWN}.`,
  );
}

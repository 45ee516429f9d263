import { randomBytes } from 'node:crypto';
import {
  chmod,
  constants,
  copyFile,
  link,
  lstat,
  mkdir,
  readdir,
  readlink,
  rename,
  rm,
  symlink,
} from 'node:fs/promises';
import { join, sep } from 'node:path';

// For building against PostgreSQL, not for running it.
const NOT_NEEDED = /\.a$|^(include|pkgconfig|pgxs)$/;

/** Copies PostgreSQL's programs to `target`, open to every account; all of it or nothing. */
export async function copyBinaries(native: string, target: string): Promise<void> {
  const making = `${target}.making-${randomBytes(4).toString('hex')}`;
  try {
    await copyFolder(native, making);
    await rename(making, target);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    throw error;
  }
}

async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to);
  await chmod(to, 0o755); // mkdir's own mode is cut by the umask
  const mode = from.endsWith(`${sep}bin`) ? 0o755 : 0o644;
  const entries = await readdir(from, { withFileTypes: true });
  const needed = entries.filter(({ name }) => !NOT_NEEDED.test(name));
  await Promise.all(
    needed.map(async (entry) => {
      const [source, target] = [join(from, entry.name), join(to, entry.name)];
      if (entry.isDirectory()) return copyFolder(source, target);
      if (entry.isSymbolicLink()) return symlink(await readlink(source), target);
      if (await linked(source, target, mode)) return;
      await copyFile(source, target, constants.COPYFILE_FICLONE);
      await chmod(target, mode);
    }),
  );
}

/** A second name for a file that is ours and open to all takes no time and no space, where the file system has that. */
async function linked(source: string, target: string, mode: number): Promise<boolean> {
  const { uid, mode: found } = await lstat(source);
  if (uid !== process.geteuid?.() || (found & 0o777) !== mode) return false;
  return link(source, target).then(
    () => true,
    () => false,
  );
}

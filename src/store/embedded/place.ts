import { createHash, randomBytes } from 'node:crypto';
import { lchown, lstat, mkdir, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from '../../has-code.ts';
import { type Account, findAccount, may, nameOf } from './account.ts';
import { EmbeddedPostgresError, USE_YOUR_OWN } from './embedded-postgres-error.ts';
import { makeSafeFolder } from './safe-folder.ts';

/** Where the cluster lives, and the account that runs its server (none: we ourselves). */
export interface Place {
  home: string;
  account: Account | undefined;
}

export interface PlaceOptions {
  dataDir: string;
  ownFolder: string;
  password: string;
}

/**
 * Chooses where the data goes: the data folder, or for root, when PostgreSQL's account cannot reach that, a folder of
 * its own. Where a database is already, it stays.
 * @throws EmbeddedPostgresError `wrong-owner`, `no-account`, `no-place`
 */
export async function choosePlace({ dataDir, ownFolder, password }: PlaceOptions): Promise<Place> {
  const we = process.geteuid?.();
  const here = await ownerOf(dataDir);
  if (we !== 0) {
    if (here && we !== undefined && here.uid !== we) throw wrongOwner(dataDir, here, 'Start as that account');
    return { home: dataDir, account: undefined };
  }
  if (here) {
    if (here.uid !== 0 && (await may(here, 'x', dataDir))) return { home: dataDir, account: here };
    throw wrongOwner(
      dataDir,
      here,
      'PostgreSQL does not run as root, and the owner has to reach the folder: mend that',
    );
  }
  const own = join(ownFolder, ownName(dataDir, password));
  const there = await ownerOf(own);
  if (there) return { home: await makeSafeFolder(own), account: there };
  const account = await findAccount();
  if ((await may(account, 'x', dataDir)) && (await canGive(account, dataDir)))
    return { home: dataDir, account };
  return { home: await makeSafeFolder(own), account };
}

/**
 * The name of an own folder. By the path, so that a copied checkout has its own; by the password, so that a deleted
 * data folder starts anew.
 */
export function ownName(dataDir: string, password: string): string {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12);
  return `${hash(dataDir)}-${hash(password)}`;
}

async function ownerOf(home: string): Promise<Account | undefined> {
  try {
    const { uid, gid } = await lstat(join(home, 'cluster'));
    return { name: await nameOf(uid), uid, gid };
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Some file systems (network, shared with a host) take no owner or mode, and PostgreSQL refuses them. */
async function canGive(account: Account, folder: string): Promise<boolean> {
  const trial = join(folder, `trial-${randomBytes(4).toString('hex')}`);
  await mkdir(trial, { mode: 0o700 });
  try {
    await lchown(trial, account.uid, account.gid);
    const { uid, mode } = await lstat(trial);
    return uid === account.uid >>> 0 && (mode & 0o077) === 0;
  } catch {
    return false;
  } finally {
    await rmdir(trial);
  }
}

function wrongOwner(dataDir: string, { name }: Account, advice: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'wrong-owner',
    `The database in ${dataDir} belongs to the account ${name} and was left alone. ` +
      `${advice}, use another data folder, or ${USE_YOUR_OWN}.`,
  );
}

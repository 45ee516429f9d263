import { randomBytes } from 'node:crypto';
import { lchown, mkdir, open, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgresError, USE_YOUR_OWN } from './embedded-postgres-error.ts';
import type { Place } from './place.ts';
import type { Binaries } from './prepare-binaries.ts';
import { run, told } from './run.ts';
import { USER } from './url.ts';

const MAKING = 'cluster.making-';
const LIMIT_MS = 300_000;

/**
 * Makes an empty UTF-8 database in `<home>/cluster`. It gets that name when it is whole, so a start that was cut off
 * leaves nothing that could be taken for a database.
 * @throws EmbeddedPostgresError `create-failed`
 */
export async function createCluster(
  binaries: Binaries,
  place: Place,
  password: string,
  durable: boolean,
): Promise<void> {
  const { home, account } = place;
  if (!account) refuseNameless();
  await removeUnfinished(place);
  const making = join(home, `${MAKING}${randomBytes(4).toString('hex')}`);
  const passwordFile = `${making}.password`;
  await mkdir(making, { mode: 0o700 });
  await writeFile(passwordFile, password, { flag: 'wx', mode: 0o600 });
  if (account)
    await Promise.all([making, passwordFile].map((path) => lchown(path, account.uid, account.gid)));
  const ran = await run(binaries.initdb, options(making, passwordFile, durable), account, LIMIT_MS);
  await rm(passwordFile, { force: true });
  if (ran.code !== 0) {
    await removeUnfinished(place);
    throw new EmbeddedPostgresError(
      'create-failed',
      `PostgreSQL could not make a database in ${home}; what it had begun was removed. It says:\n${told(ran)}\n` +
        `Mend that (free some disk space, open the folder) and start again, or ${USE_YOUR_OWN}.`,
      { cause: ran.error },
    );
  }
  await rename(making, join(home, 'cluster'));
  if (durable) await syncFolder(home);
  await removeUnfinished(place); // by now an initdb whose starter was killed has given up on what we took from it
}

function options(folder: string, passwordFile: string, durable: boolean): string[] {
  return [
    ...['-D', folder, '-U', USER, `--pwfile=${passwordFile}`, '-A', 'scram-sha-256', '-E', 'UTF8'],
    // The same on every system: sorted by code point, upper and lower case as in Unicode.
    ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'],
    '--wal-segsize=4', // megabytes: quicker to make, and enough for one team
    ...['-c', 'huge_pages=off'], // in a container with limits, trying them may kill the server
    ...(durable ? [] : ['--no-sync']),
  ];
}

/**
 * Removes what a start that was cut off has left, as far as it can: the initdb of that start may still be writing there.
 * Its own account removes it: root should not walk through folders of others.
 */
async function removeUnfinished({ home, account }: Place): Promise<void> {
  for (const name of await readdir(home)) {
    if (!name.startsWith(MAKING)) continue;
    const path = join(home, name);
    if (account) await run('/bin/sh', ['-c', 'rm -rf -- "$1"', 'sh', path], account);
    // Of an account's folder only the empty shell is left now, or a file that was never given to it.
    await (account && !name.endsWith('.password') ? rmdir(path) : rm(path, { recursive: true })).catch(
      () => {},
    );
  }
}

/** initdb looks our account up by its number; some containers run under a number without a name. */
function refuseNameless(): void {
  try {
    userInfo();
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'no-account',
      `PostgreSQL needs an account with a name, and number ${process.geteuid?.()} has none on this system. ` +
        `Run under an account that /etc/passwd lists, or ${USE_YOUR_OWN}.`,
      { cause },
    );
  }
}

async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path);
  await folder.sync().finally(() => folder.close());
}

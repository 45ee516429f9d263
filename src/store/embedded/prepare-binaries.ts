import { chmod, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from '../../has-code.ts';
import { type Account, may } from './account.ts';
import { copyBinaries } from './copy-binaries.ts';
import { EmbeddedPostgresError, USE_YOUR_OWN } from './embedded-postgres-error.ts';
import { exists } from './exists.ts';
import { findBinaries } from './find-binaries.ts';
import type { Place } from './place.ts';
import { restoreLinks } from './restore-links.ts';
import { run, told } from './run.ts';
import { isSafeForShell } from './shell-safe.ts';

/** PostgreSQL's programs, known to run here as the account that is to run them. */
export interface Binaries {
  initdb: string;
  pgCtl: string;
  /** The folder of the copy that is used, if it is one. */
  copy: string | undefined;
  major: string;
}

/**
 * Makes PostgreSQL's programs ready: links and execute bits restored, and a copy in the place's own folder when they
 * cannot be used where npm put them (closed to the account, or not to be mended there).
 * @throws EmbeddedPostgresError `no-binaries`, or `broken-binaries` when they do not run on this system.
 */
export async function prepareBinaries(place: Place, log: (line: string) => void): Promise<Binaries> {
  const { native, version } = findBinaries();
  const inPlace = isSafeForShell(native)
    ? await tryOut(native, place.account)
    : 'its path is not fit for a shell';
  if (typeof inPlace === 'object') return inPlace;

  const copy = join(place.home, `binaries-${version}`);
  const kept = (await exists(copy)) && (await tryOut(copy, place.account));
  if (typeof kept === 'object') return { ...kept, copy };

  await rm(copy, { recursive: true, force: true });
  const copied = await copyBinaries(native, copy).then(() => tryOut(copy, place.account), String);
  if (typeof copied === 'object') {
    log(`PostgreSQL's programs were copied to ${copy}, since they cannot be used where npm put them.`);
    return { ...copied, copy };
  }
  await rm(copy, { recursive: true, force: true });
  throw new EmbeddedPostgresError('broken-binaries', explain(copied));
}

/** Removes copies that an older version of the packages left in this place. */
export async function removeOldCopies(home: string, used: string | undefined): Promise<void> {
  for (const name of await readdir(home)) {
    const path = join(home, name);
    if (name.startsWith('binaries-') && path !== used) await rm(path, { recursive: true, force: true });
  }
}

/** The programs in this folder, mended where needed and able to run; or what hinders them. */
async function tryOut(native: string, account: Account | undefined): Promise<Binaries | string> {
  const bin = join(native, 'bin');
  try {
    await restoreLinks(native);
    if (process.platform !== 'win32') await makeExecutable(bin);
  } catch (error) {
    if (!hasCode(error, 'EACCES', 'EPERM', 'EROFS')) throw error;
    return String(error);
  }
  const [postgres, initdb] = [
    await run(join(bin, 'postgres'), ['--version'], account),
    await run(join(bin, 'initdb'), ['--version'], account),
  ];
  const major = /(\d+)\.\d+|(\d+)(?:beta|rc|devel)/.exec(postgres.output);
  if (postgres.code !== 0 || !major) return told(postgres);
  if (initdb.code !== 0) return told(initdb);
  if (account && !(await may(account, 'r', join(native, 'share')))) return 'its files are not readable';
  return {
    initdb: join(bin, 'initdb'),
    pgCtl: join(bin, 'pg_ctl'),
    copy: undefined,
    major: major[1] ?? major[2] ?? '',
  };
}

async function makeExecutable(bin: string): Promise<void> {
  for (const name of await readdir(bin)) {
    const { mode } = await stat(join(bin, name));
    if ((mode & 0o111) !== 0o111) await chmod(join(bin, name), mode | 0o111);
  }
}

function explain(reason: string): string {
  const hint = /spawn .*ENOENT/.test(reason)
    ? ' They are made for glibc; on Alpine and other systems with musl they do not run.'
    : ' If a shared library is missing, install the system package that holds it.';
  return `PostgreSQL's programs do not run on this system: ${reason}.${hint} Or ${USE_YOUR_OWN}.`;
}

import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { exists } from './exists.ts';
import { readIfThere } from './read-if-there.ts';

/** The password kept in the data folder, if there is one. */
export async function readPassword(dataDir: string): Promise<string | undefined> {
  return (await readIfThere(join(dataDir, 'password')))?.trim() || undefined;
}

/**
 * The password of the database's user, made and kept (mode 0600) at the first start.
 * @throws EmbeddedPostgresError `lost-password` when there is a database but no password for it.
 */
export async function keepPassword(dataDir: string): Promise<string> {
  const kept = await readPassword(dataDir);
  if (kept) return kept;
  const file = join(dataDir, 'password');
  if (await exists(join(dataDir, 'cluster'))) {
    throw new EmbeddedPostgresError(
      'lost-password',
      `There is a database in ${dataDir}, but the file ${file} that opens it is gone. The data was kept. ` +
        'Bring the file back, or move the folder away to start with an empty database.',
    );
  }
  const made = randomBytes(24).toString('base64url');
  // On disk before the database is: without it the data would be closed for good.
  await writeFile(file, `${made}\n`, { mode: 0o600, flush: true });
  return made;
}

import { join } from 'node:path';
import { EmbeddedPostgresError, USE_YOUR_OWN } from './embedded-postgres-error.ts';
import { readIfThere } from './read-if-there.ts';

/**
 * Makes sure that a database was made by this major version: another one cannot read it.
 * @throws EmbeddedPostgresError `other-version`
 */
export async function checkClusterVersion(home: string, major: string): Promise<void> {
  const made = (await readIfThere(join(home, 'cluster', 'PG_VERSION')))?.trim();
  if (made === major) return;
  throw new EmbeddedPostgresError(
    'other-version',
    made === undefined
      ? `${join(home, 'cluster')} is no PostgreSQL database (it has no PG_VERSION). It was left as it is. ` +
          `Move it away to start with an empty database, or ${USE_YOUR_OWN}.`
      : `The database in ${home} was made by PostgreSQL ${made}; installed is PostgreSQL ${major}, which cannot read it. ` +
          `It was left as it is. To keep the data, install the packages of version ${made} again, dump it with pg_dump and load ` +
          `it into the new one; without it, move the folder away. Or ${USE_YOUR_OWN}.`,
  );
}

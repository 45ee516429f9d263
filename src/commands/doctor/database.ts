import { sql } from 'kysely';
import type { Config } from '../../config.ts';
import { type Database, OLDEST_POSTGRES } from '../../store/database.ts';
import { schemaState } from '../../store/migrate.ts';
import { UserError } from '../../user-error.ts';
import { type Check, type Finding, messageOf, ok, warning, wrong } from './check.ts';

const LIMIT_MS = 8_000;
const NOT_REACHED = warning('not looked at, because the database cannot be used', 'Mend the database first.');

/** What is looked at of the database: whether it can be used, and whether its tables are those of this version. */
export const databaseChecks = (
  { database, dataDir, slack }: Config,
  open: (() => Promise<Database>) | undefined,
): Check[] => {
  if (!open) return [{ name: 'database', limitMs: LIMIT_MS, look: async () => embedded(dataDir, slack) }];
  return [
    { name: 'database', limitMs: LIMIT_MS, look: () => lookAtDatabase(open, database.connections) },
    { name: 'tables', limitMs: LIMIT_MS, look: () => lookAtTables(open) },
  ];
};

function embedded(dataDir: string, slack: Config['slack']): Finding {
  const what = `DATABASE_URL is not set: an embedded PostgreSQL starts with the app and keeps its data in ${dataDir}/postgres; nothing of it is looked at here`;
  if (!slack) return ok(what);
  return warning(what, 'For a workspace set DATABASE_URL to a PostgreSQL that is backed up.');
}

async function lookAtDatabase(open: () => Promise<Database>, wanted: number): Promise<Finding> {
  let database: Database;
  try {
    database = await open();
  } catch (error) {
    if (error instanceof UserError) return wrong(error.message, error.remedy);
    throw error;
  }
  const { rows } = await sql<{ version: string; readOnly: boolean; most: number; open: number }>`
    select current_setting('server_version') as version,
      pg_is_in_recovery() or current_setting('default_transaction_read_only') = 'on' as "readOnly",
      current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as most,
      (select count(*) from pg_stat_activity where backend_type = 'client backend')::int as open`.execute(
    database.db,
  );
  const [found] = rows;
  if (!found) throw new Error('the database told nothing of itself');
  const it = `PostgreSQL ${found.version.split(' ')[0]} answers`;
  if (found.readOnly)
    return wrong(
      `${it}, but takes no writing: nothing that is asked can be kept`,
      'Point DATABASE_URL at the primary server.',
    );
  if (found.most < wanted)
    return warning(
      `${it}, but allows ${found.most} connections, and one process opens up to ${wanted}`,
      'Lower DATABASE_CONNECTIONS, or raise max_connections of the server.',
    );
  return ok(
    `${it} (${OLDEST_POSTGRES} or newer is needed); ${found.open} of ${found.most} connections are in use, one process opens up to ${wanted}`,
  );
}

async function lookAtTables(open: () => Promise<Database>): Promise<Finding> {
  const database = await open().catch(() => undefined);
  if (!database) return NOT_REACHED;
  const { run, missing, unknown, isTooNew, hasJobs } = await schemaState(database.db).catch(
    (error: unknown) => {
      throw new Error(`the migrations cannot be read: ${messageOf(error)}`);
    },
  );
  if (unknown.length > 0) {
    const newer = `a newer version has been here: ${unknown.length} migrations are not known to this one (${unknown.join(', ')})`;
    return isTooNew
      ? wrong(
          `${newer}, and it cannot work with these tables`,
          'Bring this process up to that version; going back needs the backup from before it.',
        )
      : warning(`${newer}, which goes on working beside it`, 'Bring this process up to that version.');
  }
  if (run === 0)
    return warning(
      'there are no tables yet',
      'Start the app: it makes them. Until then there is nothing to do.',
    );
  if (missing.length > 0 || !hasJobs)
    return wrong(
      `${missing.length} migrations are missing (${[...missing, ...(hasJobs ? [] : ['the job queue'])].join(', ')}): this version cannot work with these tables`,
      'Start the app of this version: it brings them up to date. If it runs already, its log says why it could not.',
    );
  return ok(`all ${run} migrations were run`);
}

import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { UserError } from '../user-error.ts';
import { prepareOften } from './prepared.ts';
import { endStaleConnections } from './stale-connections.ts';
import type { Tables } from './tables.ts';

/** What the SQL here and in graphile-worker needs. */
export const OLDEST_POSTGRES = 14;

export interface Database {
  db: Kysely<Tables>;
  /** The connections behind `db`, for what brings its own SQL (jobs, cache). */
  pool: pg.Pool;
  close(): Promise<void>;
}

/**
 * Connects and checks that the database can be used.
 * @param onError hears of idle connections that break; queries report their own errors
 * @throws UserError when it cannot be reached or is too old
 */
export async function openDatabase(
  url: string,
  options: { connections: number; onError: (error: Error) => void },
): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections,
    connectionTimeoutMillis: 5_000,
    application_name: 'tune-or-not',
    // So that the system notices, in the end, a server that went away without a word.
    keepAlive: true,
  });
  pool.on('error', options.onError);
  // A connection in use can break between two queries; without a listener that would end the process.
  pool.on('connect', (client) => client.on('error', options.onError));
  pool.on('connect', prepareOften);
  endStaleConnections(pool);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await checkVersion(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return { db, pool, close: () => db.destroy() };
}

async function checkVersion(db: Kysely<Tables>): Promise<void> {
  let version: number;
  try {
    const { rows } = await sql<{
      version: string;
    }>`select current_setting('server_version_num') as version`.execute(db);
    version = Math.floor(Number(rows[0]?.version) / 10_000);
  } catch (error) {
    throw new UserError(
      `The database of DATABASE_URL cannot be used: ${error instanceof Error ? error.message : String(error)}`,
      'Check host, port, user, password and database name, and that PostgreSQL is running.',
      { cause: error },
    );
  }
  if (version >= OLDEST_POSTGRES) return;
  throw new UserError(
    `The database is PostgreSQL ${version}; at least ${OLDEST_POSTGRES} is needed.`,
    'Upgrade it, or point DATABASE_URL at a newer one. Without DATABASE_URL an embedded one is started.',
  );
}

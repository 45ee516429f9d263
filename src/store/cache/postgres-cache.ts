import { KeyvPostgres } from '@keyv/postgres';
import { Keyv } from 'keyv';
import type pg from 'pg';
import { COMMIT_SOON } from '../commit-soon.ts';
import { CACHE_NAMESPACE, type CacheBackend } from './cache.ts';

const TABLE = 'cache';
/** Namespace, workspace, case and name; a hash where the key is a text. As in the migration that makes the table. */
const LONGEST_KEY = 255;

/** Columns by name, so that the statement can be prepared: see prepared.ts. */
const ALL_COLUMNS = /^select \*/i;
const COLUMNS = 'select key, value';

/** What is kept here may be lost: nobody waits for the disk. */
const VALUES = /\bvalues\s*\(\$1, \$2\)/i;
const SOON = `select $1, $2 where ${COMMIT_SOON}`;

/** Keeps the cache in the database that is there anyway. */
export function createPostgresBackend(pool: pg.Pool): CacheBackend {
  /** The adapter would open a pool of its own, without a listener for its errors; this one uses ours. */
  class PooledStore extends KeyvPostgres {
    override async connect() {
      return async (sql: string, values?: unknown[]) =>
        (await pool.query(sql.replace(ALL_COLUMNS, COLUMNS).replace(VALUES, SOON), values)).rows;
    }
    override async disconnect() {
      // The pool belongs to the database, which closes it.
    }
  }
  const keyv = new Keyv({
    store: new PooledStore({ table: TABLE, keySize: LONGEST_KEY }),
    namespace: CACHE_NAMESPACE,
    throwOnErrors: true,
  });
  return {
    keyv,
    begun: Promise.resolve(),
    deletePrefix: async (prefix) => {
      const pattern = `${CACHE_NAMESPACE}:${prefix}`.replace(/[\\%_]/g, '\\$&');
      await pool.query(`delete from ${TABLE} where key like $1`, [`${pattern}%`]);
    },
    deleteExpired: async (now) => {
      // Keyv writes the time last, in milliseconds, and none where there is none. Not as jsonb: it cannot hold a NUL.
      await pool.query(
        `delete from ${TABLE} where substring(value from '"expires":([0-9]+)\\}$')::numeric < $1`,
        [now],
      );
    },
    close: async () => undefined,
  };
}

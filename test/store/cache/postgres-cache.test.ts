import { describe } from '@jest/globals';
import pg from 'pg';
import { createPostgresBackend } from '../../../src/store/cache/postgres-cache.ts';
import { afterTest } from '../../support/clean-up.ts';
import { tcpProxy } from '../../support/tcp-proxy.ts';
import { createDatabase, everythingIn, query } from '../../support/test-database.ts';
import { type CacheServer, cacheContract } from './cache-contract.ts';

describe('the cache over PostgreSQL', () => cacheContract(serve));

async function serve(): Promise<CacheServer> {
  const direct = await createDatabase();
  const proxy = await tcpProxy(direct);
  const backend = () => {
    const pool = new pg.Pool({ connectionString: proxy.url, connectionTimeoutMillis: 5_000 });
    pool.on('error', () => undefined);
    afterTest(() => pool.end());
    return createPostgresBackend(pool);
  };
  return {
    backend,
    putForeign: async (key, value) => {
      await query(direct, 'insert into cache (key, value) values ($1, $2)', [key, value]);
    },
    getForeign: async (key) => {
      const [row] = await query(direct, 'select value from cache where key = $1', [key]);
      return row && String(row[0]);
    },
    dump: () => everythingIn(direct),
    goDown: async () => proxy.cut(),
    freeze: async () => proxy.freeze(),
    comeBack: async () => proxy.mend(),
  };
}

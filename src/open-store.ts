import { join } from 'node:path';
import type { Logger } from 'pino';
import { bringUpToDate } from './bring-up-to-date.ts';
import type { Config } from './config.ts';
import type { ShutDown } from './shut-down.ts';
import { type Cache, createCache } from './store/cache/cache.ts';
import { createPostgresBackend } from './store/cache/postgres-cache.ts';
import { type Database, openDatabase } from './store/database.ts';
import { EmbeddedPostgresError } from './store/embedded/embedded-postgres-error.ts';
import { startEmbeddedPostgres } from './store/embedded/start-embedded-postgres.ts';
import { UserError } from './user-error.ts';

/** Database and cache, up to date and ready. */
export interface Store {
  database: Database;
  cache: Cache;
}

/** Opens what DATABASE_URL and CACHE_URL name; without them, an embedded PostgreSQL that serves as both. */
export async function openStore(config: Config, shutDown: ShutDown, log: Logger): Promise<Store> {
  const url = config.database.url ?? (await startEmbedded(config, shutDown, log));
  const database = await openDatabase(url, {
    connections: config.database.connections,
    onError: (error) => log.warn({ error }, 'a database connection broke; a new one is opened when needed'),
  });
  shutDown.defer(() => database.close());
  await bringUpToDate(database, log);
  const backend =
    config.cacheUrl === undefined
      ? createPostgresBackend(database.pool)
      : // Without Redis nobody waits for its library.
        (await import('./store/cache/redis-cache.ts')).createRedisBackend(config.cacheUrl);
  const cache = createCache(backend, (error) =>
    log.warn({ error }, 'the cache does not answer; we go on without it'),
  );
  shutDown.defer(() => cache.close());
  return { database, cache };
}

async function startEmbedded(config: Config, shutDown: ShutDown, log: Logger): Promise<string> {
  try {
    const server = await startEmbeddedPostgres({
      dataDir: join(config.dataDir, 'postgres'),
      log: (message) => log.info(message),
    });
    shutDown.defer(() => server.stop());
    log.info({ how: server.how, data: server.dataDir }, 'embedded PostgreSQL is ready');
    return server.url;
  } catch (error) {
    if (!(error instanceof EmbeddedPostgresError)) throw error;
    throw new UserError(error.message, 'Or set DATABASE_URL to use a PostgreSQL of your own.', {
      cause: error,
    });
  }
}

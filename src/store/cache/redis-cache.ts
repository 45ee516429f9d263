import KeyvRedis, { createClient } from '@keyv/redis';
import { Keyv } from 'keyv';
import { CACHE_NAMESPACE, type CacheBackend } from './cache.ts';

/** So many keys are looked at in one step of a purge. */
const SCAN_COUNT = 500;

/** Keeps the cache in Redis, or in what speaks its protocol. */
export function createRedisBackend(url: string): CacheBackend {
  const client = createClient({ url });
  const store = new KeyvRedis(client, { namespace: CACHE_NAMESPACE, throwOnErrors: true });
  const keyv = new Keyv({ store, namespace: CACHE_NAMESPACE, useKeyPrefix: false, throwOnErrors: true });
  return {
    keyv,
    deletePrefix: async (prefix) => {
      // Connects, where nothing has so far.
      await store.getClient();
      const pattern = `${CACHE_NAMESPACE}::${prefix}`.replace(/[*?[\]\\]/g, '\\$&');
      for await (const keys of client.scanIterator({ MATCH: `${pattern}*`, COUNT: SCAN_COUNT })) {
        if (keys.length > 0) await client.del(keys);
      }
    },
    // Redis drops expired keys by itself.
    deleteExpired: async () => undefined,
    close: async () => {
      await keyv.disconnect();
    },
  };
}

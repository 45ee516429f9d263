import { setTimeout } from 'node:timers/promises';
import KeyvRedis, { createClient } from '@keyv/redis';
import { Keyv } from 'keyv';
import { CACHE_NAMESPACE, type CacheBackend } from './cache.ts';

/** So many keys are looked at in one step of a purge. */
const SCAN_COUNT = 500;
/** What is asked of it at the very start waits so long for the connection. */
const BEGIN_LIMIT_MS = 1_000;

/** Keeps the cache in Redis, or in what speaks its protocol. */
export function createRedisBackend(url: string): CacheBackend {
  // Without a connection a command fails at once, instead of waiting in the client for one that may never come.
  const client = createClient({ url, disableOfflineQueue: true });
  const store = new KeyvRedis(client, { namespace: CACHE_NAMESPACE, throwOnErrors: true });
  const keyv = new Keyv({ store, namespace: CACHE_NAMESPACE, useKeyPrefix: false, throwOnErrors: true });
  // It connects by itself, again and again; each failure is told as an error event, and to each command that meets it.
  const connecting = client.connect().catch(() => undefined);
  return {
    keyv,
    begun: Promise.race([connecting, setTimeout(BEGIN_LIMIT_MS, undefined, { ref: false })]),
    deletePrefix: async (prefix) => {
      const pattern = `${CACHE_NAMESPACE}::${prefix}`.replace(/[*?[\]\\]/g, '\\$&');
      for await (const keys of client.scanIterator({ MATCH: `${pattern}*`, COUNT: SCAN_COUNT })) {
        if (keys.length > 0) await client.del(keys);
      }
    },
    // Redis drops expired keys by itself.
    deleteExpired: async () => undefined,
    close: async () => {
      if (client.isReady) await client.close();
      else if (client.isOpen) client.destroy();
      await connecting;
    },
  };
}

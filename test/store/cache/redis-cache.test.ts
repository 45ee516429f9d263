import { afterAll, beforeAll, beforeEach, describe } from '@jest/globals';
import { createClient } from '@keyv/redis';
import { createRedisBackend } from '../../../src/store/cache/redis-cache.ts';
import { type Redis, redisIsHere, startRedis } from '../../support/redis.ts';
import { cacheContract } from './cache-contract.ts';

const name = 'the cache over Redis';

if (redisIsHere) describe(name, () => overRedis());
else describe.skip(`${name} (skipped: there is no redis-server on this machine)`, () => overRedis());

function overRedis(): void {
  let redis: Redis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  beforeEach(async () => {
    await redis.start();
    await ask(redis, (client) => client.flushAll());
  });
  afterAll(() => redis.kill());

  cacheContract(async () => ({
    backend: () => createRedisBackend(redis.url),
    putForeign: async (key, value) => {
      await ask(redis, (client) => client.set(key, value));
    },
    getForeign: async (key) => (await ask(redis, (client) => client.get(key))) ?? undefined,
    dump: () =>
      ask(redis, async (client) => {
        const keys = await client.keys('*');
        const values = await Promise.all(keys.map((key) => client.get(key)));
        return keys.map((key, index) => `${key}=${values[index]}`).join('\n');
      }),
    goDown: () => redis.kill(),
    freeze: async () => redis.freeze(),
    comeBack: () => redis.start(),
  }));
}

const connectTo = (url: string) => createClient({ url });

async function ask<T>(
  { url }: Redis,
  question: (client: ReturnType<typeof connectTo>) => Promise<T>,
): Promise<T> {
  const client = connectTo(url);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await question(client);
  } finally {
    client.destroy();
  }
}

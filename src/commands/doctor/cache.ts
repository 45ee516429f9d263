import { randomUUID } from 'node:crypto';
import { within } from '../../within.ts';
import { type Check, type Finding, messageOf, ok, wrong } from './check.ts';

const LIMIT_MS = 6_000;
/** What is written for the check goes by itself, should the check not get to taking it away. */
const KEPT_MS = 10_000;

/** Whether what may be lost can be kept where CACHE_URL says. */
export const cacheCheck = (url: string | undefined): Check => ({
  name: 'cache',
  limitMs: LIMIT_MS,
  look: async () =>
    url === undefined ? ok('CACHE_URL is not set: the database is the cache too') : lookAt(url),
});

async function lookAt(url: string): Promise<Finding> {
  const { createRedisBackend } = await import('../../store/cache/redis-cache.ts');
  const backend = createRedisBackend(url);
  const key = `doctor:${randomUUID()}`;
  backend.keyv.on('error', () => undefined);
  try {
    await backend.begun;
    await within(LIMIT_MS / 2, backend.keyv.set(key, 'here', KEPT_MS));
    const found: unknown = await within(LIMIT_MS / 2, backend.keyv.get(key));
    await backend.keyv.delete(key);
    if (found !== 'here') throw new Error('it did not give back what it was given');
    return ok('Redis keeps what it is given');
  } catch (error) {
    return wrong(
      `Redis at CACHE_URL does not work: ${messageOf(error)}. The app goes on without a cache: threads are read from Slack again, and a model is asked twice`,
      'Check the address, the password and that the server runs; or take out CACHE_URL, and the database is the cache.',
    );
  } finally {
    await backend.close().catch(() => undefined);
  }
}

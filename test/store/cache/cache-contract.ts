import { describe, expect, test } from '@jest/globals';
import { type Cache, type CacheBackend, createCache } from '../../../src/store/cache/cache.ts';
import { afterTest } from '../../support/clean-up.ts';
import { eventually } from '../../support/eventually.ts';

/** A store to hold the contract against, empty at each test. */
export interface CacheServer {
  /** Opens the store as the app does. */
  backend(): CacheBackend;
  /** Puts a row there that is not ours. */
  putForeign(key: string, value: string): Promise<void>;
  getForeign(key: string): Promise<string | undefined>;
  /** Everything that is stored, as one text. */
  dump(): Promise<string>;
  goDown(): Promise<void>;
  /** It takes what is asked and never answers. */
  freeze(): Promise<void>;
  comeBack(): Promise<void>;
}

/** What every cache does, whatever stores it. */
export function cacheContract(serve: () => Promise<CacheServer>): void {
  const opened = async (): Promise<{ cache: Cache; server: CacheServer; told: unknown[] }> => {
    const server = await serve();
    const told: unknown[] = [];
    const cache = createCache(server.backend(), (error) => told.push(error));
    afterTest(() => cache.close());
    return { cache, server, told };
  };

  describe('what is kept', () => {
    test('comes back as it was, and is replaced by what is set later', async () => {
      const { cache, told } = await opened();
      const value = { list: [1, 'two', { three: true }], nothing: null };
      await cache.set('T1:a', value);
      expect(await cache.get('T1:a')).toEqual(value);
      await cache.set('T1:a', 'other');
      expect(await cache.get('T1:a')).toBe('other');
      expect(told).toEqual([]);
    });

    test('is undefined when it was never set, or deleted', async () => {
      const { cache, told } = await opened();
      await cache.set('T1:a', 1);
      await cache.delete('T1:a');
      await cache.delete('T1:never');
      expect([await cache.get('T1:a'), await cache.get('T1:never')]).toEqual([undefined, undefined]);
      expect(told).toEqual([]);
    });

    test('may be big', async () => {
      const { cache } = await opened();
      const value = Array.from({ length: 1_000 }, (_, index) => ({ index, text: 'x'.repeat(4_000) }));
      await cache.set('T1:big', value);
      expect(await cache.get('T1:big')).toEqual(value);
    });

    test.each([
      ['emoji and accents', 'ünï 👩🏽‍🔬 עברית'],
      ['quotes and backslashes', `' " \\ \n \t $1 %s`],
      ['a NUL', 'before\u0000after'],
    ])('may hold %s, and so may its key', async (_, text) => {
      const { cache, told } = await opened();
      const name = text.replaceAll('\u0000', '');
      await cache.set(`T1:${name}`, text, 60_000);
      await cache.deleteExpired(Date.now());
      expect(await cache.get(`T1:${name}`)).toBe(text);
      expect(told).toEqual([]);
    });

    test('is seen by another process that opens the same store', async () => {
      const { cache, server } = await opened();
      const other = createCache(server.backend(), () => undefined);
      afterTest(() => other.close());
      await cache.set('T1:a', 'shared');
      expect(await other.get('T1:a')).toBe('shared');
    });
  });

  describe('a time to live', () => {
    test('ends what is kept', async () => {
      const { cache } = await opened();
      await cache.set('T1:short', 'gone soon', 1);
      await cache.set('T1:long', 'stays', 3_600_000);
      await cache.set('T1:for good', 'stays too');
      await eventually(async () => (await cache.get('T1:short')) === undefined);
      expect([await cache.get('T1:long'), await cache.get('T1:for good')]).toEqual(['stays', 'stays too']);
    });

    test('ends it on disk as well, though nobody reads it any more', async () => {
      const { cache, server } = await opened();
      await cache.set('T1:short', 'the purple elephant', 1);
      await cache.set('T1:long', 'the green elephant', 3_600_000);
      await cache.set('T1:tricky', { expires: 5, text: '"expires":5}' });
      await eventually(async () => {
        await cache.deleteExpired(Date.now());
        return !(await server.dump()).includes('purple');
      });
      expect(await cache.get('T1:long')).toBe('the green elephant');
      expect(await cache.get('T1:tricky')).toEqual({ expires: 5, text: '"expires":5}' });
    });
  });

  describe('purging by prefix', () => {
    test('takes all of a case and nothing of another', async () => {
      const { cache, told } = await opened();
      for (const key of ['T1:a:conversation', 'T1:a:x', 'T1:ab:x', 'T1:names:a', 'T2:a:x', 'XT1:a:x']) {
        await cache.set(key, key);
      }
      await cache.deletePrefix('T1:a:');
      const left = ['T1:a:conversation', 'T1:a:x', 'T1:ab:x', 'T1:names:a', 'T2:a:x', 'XT1:a:x'];
      expect(await Promise.all(left.map((key) => cache.get(key)))).toEqual([
        undefined,
        undefined,
        'T1:ab:x',
        'T1:names:a',
        'T2:a:x',
        'XT1:a:x',
      ]);
      expect(told).toEqual([]);
    });

    test.each(['%', '_', '*', '?', '[ab]', '\\', '\\%', '^', '.'])(
      'takes %j in a prefix for what it is, not for a pattern',
      async (sign) => {
        const { cache } = await opened();
        await cache.set(`T1:${sign}:x`, 'mine');
        await cache.set('T1:a:x', 'other');
        await cache.set('T1::x', 'another');
        await cache.deletePrefix(`T1:${sign}:`);
        expect(await cache.get(`T1:${sign}:x`)).toBeUndefined();
        expect([await cache.get('T1:a:x'), await cache.get('T1::x')]).toEqual(['other', 'another']);
      },
    );

    test('takes very many', async () => {
      const { cache } = await opened();
      const keys = Array.from({ length: 1_500 }, (_, index) => `T1:a:${index}`);
      const left: unknown[] = [];
      // Some at a time: what waits too long for a busy store is a miss, and may be written later all the same.
      const some = Array.from({ length: 30 }, (_, index) => keys.slice(index * 50, (index + 1) * 50));
      for (const each of some) await Promise.all(each.map((key) => cache.set(key, key)));
      await cache.deletePrefix('T1:a:');
      for (const each of some) left.push(...(await Promise.all(each.map((key) => cache.get(key)))));
      expect(left).toHaveLength(1_500);
      expect(left.filter((value) => value !== undefined)).toEqual([]);
    });

    test('never touches what others keep in the same store', async () => {
      const { cache, server } = await opened();
      await server.putForeign('somebody:else', 'theirs');
      await cache.set('T1:a', 'ours');
      await cache.deletePrefix('T1:');
      await cache.deletePrefix('');
      expect(await cache.get('T1:a')).toBeUndefined();
      expect(await server.getForeign('somebody:else')).toBe('theirs');
    });
  });

  describe('a store that is down', () => {
    test('is a miss, whatever is asked of it, and is told', async () => {
      const { cache, server, told } = await opened();
      await cache.set('T1:a', 'kept');
      await server.goDown();
      expect(await cache.get('T1:a')).toBeUndefined();
      await cache.set('T1:b', 'lost');
      await cache.delete('T1:a');
      await cache.deletePrefix('T1:');
      await cache.deleteExpired(Date.now());
      expect(told.length).toBeGreaterThan(0);
    });

    test('serves again once it is back', async () => {
      const { cache, server } = await opened();
      await cache.set('T1:a', 'before');
      await server.goDown();
      expect(await cache.get('T1:a')).toBeUndefined();
      await server.comeBack();
      await eventually(async () => {
        await cache.set('T1:b', 'after');
        return (await cache.get('T1:b')) === 'after';
      });
    });

    test('from the beginning is a miss too, and serves once it is there', async () => {
      const server = await serve();
      await server.goDown();
      const cache = createCache(server.backend(), () => undefined);
      afterTest(() => cache.close());
      await cache.set('T1:a', 'lost');
      expect(await cache.get('T1:a')).toBeUndefined();
      await server.comeBack();
      await eventually(async () => {
        await cache.set('T1:b', 'after');
        return (await cache.get('T1:b')) === 'after';
      });
    });

    test('or never answers is a miss as well: nobody waits for it for long', async () => {
      const { cache, server, told } = await opened();
      await cache.set('T1:a', 'kept');
      await server.freeze();
      try {
        expect(await cache.get('T1:a')).toBeUndefined();
        expect(told).toMatchObject([{ message: expect.stringMatching(/no answer/) }]);
      } finally {
        await server.comeBack();
      }
      expect(await eventually(() => cache.get('T1:a'))).toBe('kept');
    });

    test('can be closed', async () => {
      const { cache, server } = await opened();
      await cache.set('T1:a', 'kept');
      await server.goDown();
      await cache.close();
    });
  });
}

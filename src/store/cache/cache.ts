import type { Keyv } from 'keyv';
import { within } from '../../within.ts';

/**
 * Keeps what may be lost: conversations (Slack has them too), completions, names. A cache that is down is a miss:
 * nothing here throws, what goes wrong is told to `onError`.
 */
export interface Cache {
  get(key: string): Promise<unknown>;
  /** @param ttlMs how long it may be used, in milliseconds; for good when left out */
  set(key: string, value: unknown, ttlMs?: number): Promise<void>;
  delete(key: string): Promise<void>;
  /**
   * Removes everything whose key begins so, such as all of a case or of a workspace.
   * @returns whether that is certain; a cache that is down keeps what it has until its time is over
   */
  deletePrefix(prefix: string): Promise<boolean>;
  /** Removes what is past its time. Some stores keep that until somebody reads it. */
  deleteExpired(now: number): Promise<void>;
  close(): Promise<void>;
}

/** What a store adds to Keyv, which can neither purge by prefix nor drop expired rows in all its adapters. */
export interface CacheBackend {
  keyv: Keyv;
  /** Resolves when it was connected for the first time, or will not be soon. */
  begun: Promise<unknown>;
  deletePrefix(prefix: string): Promise<void>;
  deleteExpired(now: number): Promise<void>;
  close(): Promise<void>;
}

/** One namespace for everything: two Keyv on one adapter would take each other's rows. */
export const CACHE_NAMESPACE = 'tune-or-not';

/** A cache that does not answer in this time does not answer: nobody waits longer for what may be lost. */
const LIMIT_MS = 2_000;
/** Purging looks at everything there is. */
const PURGE_LIMIT_MS = 60_000;

/** Puts a backend behind the rule that a cache that is down is a miss. */
export function createCache(backend: CacheBackend, onError: (error: unknown) => void): Cache {
  backend.keyv.on('error', onError);
  const quietly = async <T>(work: () => Promise<T>, limitMs = LIMIT_MS): Promise<T | undefined> => {
    try {
      await backend.begun;
      return await within(limitMs, work());
    } catch (error) {
      onError(error);
      return undefined;
    }
  };
  return {
    get: (key) => quietly(() => backend.keyv.get(key)),
    set: async (key, value, ttlMs) => {
      await quietly(() => backend.keyv.set(key, value, ttlMs));
    },
    delete: async (key) => {
      await quietly(() => backend.keyv.delete(key));
    },
    deletePrefix: async (prefix) => {
      const done = async () => {
        await backend.deletePrefix(prefix);
        return true;
      };
      return (await quietly(done, PURGE_LIMIT_MS)) === true;
    },
    deleteExpired: async (now) => {
      await quietly(() => backend.deleteExpired(now), PURGE_LIMIT_MS);
    },
    close: async () => {
      await quietly(() => backend.close());
    },
  };
}

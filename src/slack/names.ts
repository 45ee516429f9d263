import type { WebClient } from '@slack/web-api';
import { DAY_MS } from '../clock.ts';
import type { Cache } from '../store/cache/cache.ts';

/** Display names, so that people can be named without being pinged. */
export interface Names {
  /** Names by user id; a user whose name cannot be had is missing. It never fails. */
  of(workspace: string, users: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** Names that are kept for a while. */
export interface KeptNames extends Names {
  forget(workspace: string, user: string): Promise<void>;
}

export function createNames(client: WebClient, cache: Cache): KeptNames {
  const keyOf = (workspace: string, user: string): string => `${workspace}:names:${user}`;

  async function nameOf(workspace: string, user: string): Promise<string | undefined> {
    if (user === '') return undefined;
    const key = keyOf(workspace, user);
    const cached = await cache.get(key);
    if (typeof cached === 'string') return cached;
    try {
      const { user: found } = await client.users.info({ user });
      const name = found?.profile?.display_name || found?.real_name || found?.name;
      if (name) await cache.set(key, name, DAY_MS);
      return name;
    } catch {
      // A name is a courtesy: without it the id is shown.
      return undefined;
    }
  }
  return {
    forget: (workspace, user) => cache.delete(keyOf(workspace, user)),
    of: async (workspace, users) => {
      const unique = [...new Set(users)];
      const names = await Promise.all(unique.map((user) => nameOf(workspace, user)));
      return new Map(unique.flatMap((user, index) => (names[index] ? [[user, names[index]] as const] : [])));
    },
  };
}

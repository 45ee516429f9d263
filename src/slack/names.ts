import { DAY_MS } from '../clock.ts';
import type { Cache } from '../store/cache/cache.ts';
import { within } from '../within.ts';
import type { Identities } from './identities.ts';

/** Who waits for a time zone holds a lease meanwhile. */
const LIMIT_MS = 3_000;

/** Display names, so that people can be named without being pinged. */
export interface Names {
  /** Names by user id; a user whose name cannot be had is missing. It never fails. */
  of(workspace: string, users: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** Names that are kept for a while. */
export interface KeptNames extends Names {
  /** Somebody's time zone, asked anew, as Slack writes it; their name is kept with that. Undefined where Slack does not tell. */
  zoneOf(workspace: string, user: string): Promise<string | undefined>;
  forget(workspace: string, user: string): Promise<void>;
}

export function createNames(identities: Identities, cache: Cache): KeptNames {
  const keyOf = (workspace: string, user: string): string => `${workspace}:names:${user}`;

  async function nameOf(workspace: string, user: string): Promise<string | undefined> {
    if (user === '') return undefined;
    const cached = await cache.get(keyOf(workspace, user));
    if (typeof cached === 'string') return cached;
    // A name is a courtesy: without it the id is shown.
    return (await ask(workspace, user).catch(() => undefined))?.name;
  }

  async function ask(
    workspace: string,
    user: string,
  ): Promise<{ name: string | undefined; zone: string | undefined }> {
    const { client } = await identities.of(workspace);
    const { user: found } = await client.users.info({ user });
    const name = found?.profile?.display_name || found?.real_name || found?.name;
    if (name) await cache.set(keyOf(workspace, user), name, DAY_MS);
    return { name, zone: found?.tz };
  }

  return {
    zoneOf: async (workspace, user) =>
      (await within(LIMIT_MS, ask(workspace, user)).catch(() => undefined))?.zone,
    forget: (workspace, user) => cache.delete(keyOf(workspace, user)),
    of: async (workspace, users) => {
      const unique = [...new Set(users)];
      const names = await Promise.all(unique.map((user) => nameOf(workspace, user)));
      return new Map(unique.flatMap((user, index) => (names[index] ? [[user, names[index]] as const] : [])));
    },
  };
}

import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { mendAccess } from './failures.ts';
import { FOR_WANT_OF_A_TOKEN } from './for-want-of-a-token.ts';
import type { Tables } from './tables.ts';
import { keyIdOf, seal, type TokenKeys, UnknownKeyError, unseal } from './token-keys.ts';

/** An installation of the app in a workspace. */
export interface Installed {
  workspace: string;
  /** Names this installation; the next one in the same workspace has another. */
  generation: string;
  /** Its tokens, as whoever stored it wrote them. */
  secret: string;
  botUserId: string;
  /** The workspace's address, ending in a slash. */
  url: string;
  /** When its token ends, in milliseconds since 1970; undefined where it does not end by itself. */
  expiresAt?: number | undefined;
}

/** Gets new tokens for old ones. @throws what Slack or the network throws */
export type Exchange = (secret: string) => Promise<{ secret: string; expiresAt: number }>;

/** Which installation news is about; later ones are left as they are. */
export type WhichInstallation = { generation: string } | { installedBefore: Date };

/** Where installations are kept, with their tokens encrypted. */
export interface Installations {
  /** Keeps an installation in place of any earlier one of its workspace. @throws what the database throws */
  keep(installed: Omit<Installed, 'generation'>, at: Date): Promise<void>;
  /** Undefined where the app is not installed (any more). @throws UnknownKeyError, SealBrokenError, or what the database throws */
  find(workspace: string): Promise<Installed | undefined>;
  /**
   * Exchanges the tokens of an installation: of all replicas that want to, one does, for Slack takes a token for exchange
   * only once. No connection is held meanwhile.
   * @returns the installation as it is then: with tokens of a new generation, or as it was where somebody else is at it;
   * undefined where it was removed
   * @throws what the exchange throws, and what the database throws when what Slack gave can be kept nowhere
   */
  renew(which: { workspace: string; generation: string }, exchange: Exchange): Promise<Installed | undefined>;
  /**
   * Notes that the app was removed from a workspace: its tokens go at once, the rest after the grace period.
   * @returns whether it was there
   */
  remove(workspace: string, at: Date, only?: WhichInstallation): Promise<boolean>;
  /**
   * Seals under the first key what is sealed under an older one.
   * @returns how many were
   * @throws UnknownKeyError that names every key that is missing; what could be sealed anew is
   */
  reseal(): Promise<number>;
}

/** Longer than Slack takes for an answer, and than a database is away while another takes over. */
const CLAIM_MS = 2 * 60_000;
/** How long to wait before what Slack gave is written again: a minute and a half in all. */
const WRITE_AGAIN_MS = [250, 1_000, 4_000, 15_000, 30_000, 40_000];

/** @throws what it threw the last time */
async function tryOften<T>(write: () => Promise<T>): Promise<T> {
  for (const wait of WRITE_AGAIN_MS) {
    try {
      return await write();
    } catch {
      await delay(wait);
    }
  }
  return write();
}

/** Keeps installations in the database. */
export function createInstallations(db: Kysely<Tables>, keys: TokenKeys): Installations {
  const [{ id: firstId }] = keys;

  /** Unless somebody wrote another value meanwhile. */
  async function sealAnew(workspace: string, sealed: string): Promise<string> {
    const secret = unseal(sealed, workspace, keys);
    if (keyIdOf(sealed) === firstId) return secret;
    await db
      .updateTable('installations')
      .set({ sealed: seal(secret, workspace, keys) })
      .where('workspace', '=', workspace)
      .where('sealed', '=', sealed)
      .execute();
    return secret;
  }

  async function find(workspace: string): Promise<Installed | undefined> {
    const row = await db
      .selectFrom('installations')
      .select(['generation', 'sealed', 'bot_user_id', 'url', 'expires_at'])
      .where('workspace', '=', workspace)
      .executeTakeFirst();
    if (!row?.sealed) return undefined;
    return {
      workspace,
      generation: row.generation,
      secret: await sealAnew(workspace, row.sealed),
      botUserId: row.bot_user_id ?? '',
      url: row.url ?? '',
      expiresAt: row.expires_at?.getTime(),
    };
  }

  /** Who gets it may exchange the tokens; nobody else does for a while. */
  async function claim(workspace: string, generation: string): Promise<{ sealed: string } | undefined> {
    const row = await db
      .updateTable('installations')
      .set({ renewing_until: sql`now() + ${`${CLAIM_MS} milliseconds`}::interval` })
      .where('workspace', '=', workspace)
      .where('generation', '=', generation)
      .where((where) =>
        where.or([where('renewing_until', 'is', null), where('renewing_until', '<', sql<Date>`now()`)]),
      )
      .returning('sealed')
      .executeTakeFirst();
    return row?.sealed ? { sealed: row.sealed } : undefined;
  }

  const letGo = (workspace: string, generation: string) =>
    db
      .updateTable('installations')
      .set({ renewing_until: null })
      .where('workspace', '=', workspace)
      .where('generation', '=', generation)
      .execute();

  return {
    keep: async ({ workspace, secret, botUserId, url, expiresAt }, at) => {
      const row = {
        generation: randomUUID(),
        sealed: seal(secret, workspace, keys),
        bot_user_id: botUserId,
        url,
        expires_at: expiresAt === undefined ? null : new Date(expiresAt),
        renewing_until: null,
        installed_at: at,
        removed_at: null,
      };
      await db.transaction().execute(async (trx) => {
        await trx
          .insertInto('installations')
          .values({ workspace, ...row })
          .onConflict((conflict) => conflict.column('workspace').doUpdateSet(row))
          .execute();
        await goOn(trx, workspace);
      });
    },
    find,
    renew: async ({ workspace, generation }, exchange) => {
      const claimed = await claim(workspace, generation);
      if (!claimed) return find(workspace);
      let renewed: { secret: string; expiresAt: number };
      try {
        renewed = await exchange(unseal(claimed.sealed, workspace, keys));
      } catch (error) {
        await letGo(workspace, generation).catch(() => undefined);
        throw error;
      }
      // Slack has taken the old token for it: what it gave is nowhere but here.
      await tryOften(() =>
        db
          .updateTable('installations')
          .set({
            generation: randomUUID(),
            sealed: seal(renewed.secret, workspace, keys),
            expires_at: new Date(renewed.expiresAt),
            renewing_until: null,
          })
          .where('workspace', '=', workspace)
          .where('generation', '=', generation)
          .where('removed_at', 'is', null)
          .execute(),
      );
      return find(workspace);
    },
    remove: async (workspace, at, only) => {
      const removed = await db
        .updateTable('installations')
        .set({ sealed: null, expires_at: null, renewing_until: null, removed_at: at })
        .where('workspace', '=', workspace)
        .where('removed_at', 'is', null)
        .$if(only !== undefined, (query) =>
          only && 'generation' in only
            ? query.where('generation', '=', only.generation)
            : query.where('installed_at', '<', only?.installedBefore ?? at),
        )
        .executeTakeFirst();
      return removed.numUpdatedRows > 0n;
    },
    reseal: async () => {
      const missing = await missingKeys(db, keys);
      const known = keys.slice(1).map(({ id }) => id);
      const rows = await db
        .selectFrom('installations')
        .select(['workspace', 'sealed'])
        .where('key_id', 'in', ['', ...known])
        .execute();
      for (const { workspace, sealed } of rows) if (sealed !== null) await sealAnew(workspace, sealed);
      if (missing.length > 0) throw new UnknownKeyError(missing);
      return rows.length;
    },
  };
}

/**
 * Takes away that the app was removed from a workspace, where it is by a token that is kept elsewhere.
 * @returns whether that was on record
 * @throws what the database throws
 */
export async function forgetRemoval(db: Kysely<Tables>, workspace: string): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const gone = await trx
      .deleteFrom('installations')
      .where('workspace', '=', workspace)
      .where('removed_at', 'is not', null)
      .executeTakeFirst();
    if (gone.numDeletedRows === 0n) return false;
    await goOn(trx, workspace);
    return true;
  });
}

/** What could not be posted meanwhile is tried again: what was given up for it, and what waits for its next try. */
async function goOn(trx: Kysely<Tables>, workspace: string): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({ failed: null, attempts: 0, attempt_after: null })
    .where('workspace', '=', workspace)
    .where((where) =>
      where.or([
        where('failed', 'in', FOR_WANT_OF_A_TOKEN),
        where.and([where('failed', 'is', null), where('attempt_after', 'is not', null)]),
      ]),
    )
    .execute();
  await mendAccess(trx, workspace);
}

/** Ids of keys that tokens in the database are sealed under and that are not set. */
export async function missingKeys(db: Kysely<Tables>, keys: TokenKeys): Promise<string[]> {
  const rows = await db
    .selectFrom('installations')
    .select('key_id')
    .distinct()
    .where('key_id', 'is not', null)
    .where(
      'key_id',
      'not in',
      keys.map(({ id }) => id),
    )
    .orderBy('key_id')
    .execute();
  return rows.flatMap(({ key_id: id }) => id ?? []);
}

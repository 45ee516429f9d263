import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Cache } from '../store/cache/cache.ts';
import { purgeWorkspace, workspacesToPurge } from '../store/purge-workspace.ts';
import type { Tables } from '../store/tables.ts';
import { keepDoing } from './keep-doing.ts';

/** How often it is looked for workspaces whose time is over. */
const LOOK_MS = 60_000;

/**
 * Deletes all that is kept of workspaces that removed the app, once the grace period is over. In every replica: whoever
 * comes second finds nothing.
 * @param graceMs milliseconds in which a workspace can come back and find everything
 */
export function startPurger(
  { db, cache, clock }: { db: Kysely<Tables>; cache: Pick<Cache, 'deletePrefix'>; clock: Clock },
  graceMs: number,
  log: Logger,
): { stop(): void } {
  const look = keepDoing(log, 'workspaces that are gone could not be looked for', async () => {
    const before = new Date(clock.now() - graceMs);
    for (const workspace of await workspacesToPurge(db, before)) {
      // The cache first: while the workspace's row is there, all of it is done again.
      if (!(await cache.deletePrefix(`${workspace}:`))) {
        log.warn(
          { workspace },
          'the cache does not answer, so what is kept of a workspace that is gone waits',
        );
        continue;
      }
      if (await purgeWorkspace(db, workspace, before))
        log.info({ workspace }, 'all that was kept of a workspace that removed the app is deleted');
    }
  });
  const timer = setInterval(look, LOOK_MS);
  const unheard = clock.onMove?.(look);
  look();
  return {
    stop: () => {
      clearInterval(timer);
      unheard?.();
    },
  };
}

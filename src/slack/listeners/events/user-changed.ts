import type { App } from '@slack/bolt';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Clock } from '../../../clock.ts';
import { ownerMoved } from '../../../digest/follow-owner.ts';
import type { Tables } from '../../../store/tables.ts';
import { workspaceOfEvent } from '../../workspace-of.ts';

/**
 * Somebody's profile was changed, perhaps its time zone. An event that is lost costs little: the zone is looked at again
 * before a digest is put together.
 */
export function listenForMoving(
  app: App,
  { db, clock, log }: { db: Kysely<Tables>; clock: Clock; log: Logger },
): void {
  app.event('user_change', async ({ event: { user }, body }) => {
    const workspace = workspaceOfEvent(body);
    await ownerMoved(db, { workspace, person: user.id }, user.tz, { now: clock.now(), log });
  });
}

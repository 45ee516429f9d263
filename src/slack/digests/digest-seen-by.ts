import type { Kysely } from 'kysely';
import type { Digest, DigestTarget } from '../../digest/digest.ts';
import { digestOf } from '../../digest/digests.ts';
import { moveTo } from '../../digest/follow-owner.ts';
import type { Tables } from '../../store/tables.ts';

/**
 * The digest of a channel or a person, for somebody who looks at it. One that goes by their own time zone has it by then:
 * Slack may not have told us that they are elsewhere.
 * @param now milliseconds since 1970
 */
export async function digestSeenBy(
  { user, zone }: { user: string; zone: string | undefined },
  workspace: string,
  target: DigestTarget,
  { db, now }: { db: Kysely<Tables>; now: number },
): Promise<Digest | undefined> {
  const digest = await digestOf(db, workspace, target);
  if (!digest?.movesWithOwner || digest.setUpBy !== user || zone === undefined) return digest;
  if (zone === digest.settings.zone) return digest;
  await moveTo(db, { workspace, person: user }, zone, now);
  return digestOf(db, workspace, target);
}

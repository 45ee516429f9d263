import type { Kysely, Transaction } from 'kysely';
import type { Logger } from 'pino';
import { holdSend, type TakenSend } from '../store/digest-sends.ts';
import {
  lockDigest,
  lockElsewhere,
  movingWith,
  type Owner,
  putOff,
  writeZone,
} from '../store/digest-zones.ts';
import type { Tables } from '../store/tables.ts';
import { daysLater } from './calendar.ts';
import type { Digest } from './digest.ts';
import type { DigestWork } from './digest-work.ts';
import { toDigest } from './digests.ts';
import { nextRun } from './schedule.ts';
import { checkZone } from './settings.ts';

const NO_ZONE =
  'the time zone that the platform gives of an owner is none that is known; digests keep theirs';

/**
 * Somebody is in another time zone: the digests that go by it move with them, each to its next time there.
 * @param told the zone as the platform gives it; where it is none, or not told, everything stays
 * @param now milliseconds since 1970
 */
export async function ownerMoved(
  db: Kysely<Tables>,
  owner: Owner,
  told: string | undefined,
  { now, log }: { now: number; log: Logger },
): Promise<void> {
  if (!told) return;
  const checked = checkZone(told);
  if ('zone' in checked) return moveTo(db, owner, checked.zone, now);
  const digests = await movingWith(db, owner);
  if (digests.length > 0) log.warn({ digests }, NO_ZONE);
}

/** Moves the digests that go by somebody's time zone there. @param zone as `checkZone` gives it */
export const moveTo = (db: Kysely<Tables>, owner: Owner, zone: string, now: number): Promise<void> =>
  db.transaction().execute(async (trx) => {
    for (const row of await lockElsewhere(trx, owner, zone)) await move(trx, toDigest(row), zone, now);
  });

/**
 * Looks, before a digest is put together, whether its owner is elsewhere by now: nobody may have told us. Where its time
 * is still to come there, it is put off until then.
 * @returns the digest as it is now; undefined when it was put off
 * @throws SendLostError when somebody else took the send over
 */
export async function atOwnersTime(
  send: TakenSend,
  digest: Digest,
  { db, voice, clock, log }: DigestWork,
): Promise<Digest | undefined> {
  if (!digest.movesWithOwner) return digest;
  const told = await voice.zoneOf(digest.workspace, digest.setUpBy);
  if (!told) return digest;
  const checked = checkZone(told);
  if ('fault' in checked) {
    log.warn({ digests: [digest.id] }, NO_ZONE);
    return digest;
  }
  const { zone } = checked;
  if (zone === digest.settings.zone) return digest;
  return db.transaction().execute(async (trx) => {
    await holdSend(trx, send);
    const row = await lockDigest(trx, digest);
    if (!row) return digest;
    const locked = toDigest(row);
    if (!locked.movesWithOwner || locked.settings.zone === zone) return locked;
    const before = daysLater(send.day, -1);
    const isToCome =
      locked.lastDay === send.day &&
      nextRun({ ...locked.settings, zone }, clock.now(), before).day === send.day;
    if (!isToCome) return move(trx, locked, zone, clock.now());
    await putOff(trx, send, before);
    await move(trx, { ...locked, lastDay: before }, zone, clock.now());
    return undefined;
  });
}

/** Gives a locked digest another zone, and its next time there; never a second one for a day that it had. */
async function move(trx: Transaction<Tables>, digest: Digest, zone: string, now: number): Promise<Digest> {
  const settings = { ...digest.settings, zone };
  const nextRunAt = digest.state === 'on' ? new Date(nextRun(settings, now, digest.lastDay).at) : undefined;
  await writeZone(trx, digest, zone, nextRunAt);
  return { ...digest, settings, nextRunAt, version: digest.version + 1 };
}

import { type Kysely, sql, type Transaction } from 'kysely';
import { releaseSend, type TakenSend } from './digest-sends.ts';
import type { DigestKey, DigestRow } from './digests.ts';
import type { Tables } from './tables.ts';

/** Somebody who set digests up. */
export interface Owner {
  workspace: string;
  person: string;
}

/** The ids of the digests that go by the zone of who set them up. */
export async function movingWith(db: Kysely<Tables>, { workspace, person }: Owner): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from digests
    where workspace = ${workspace} and set_up_by = ${person} and own_zone_at = set_up_at order by id`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

/** The digests that go by the zone of who set them up and do not have it yet, each locked for this transaction. */
export async function lockElsewhere(
  trx: Transaction<Tables>,
  { workspace, person }: Owner,
  zone: string,
): Promise<DigestRow[]> {
  const { rows } = await sql<DigestRow>`
    select *, last_day::text as last_day from digests
    where workspace = ${workspace} and set_up_by = ${person} and own_zone_at = set_up_at and zone <> ${zone}
    order by id for update`.execute(trx);
  return rows;
}

/** One digest, locked for this transaction. */
export async function lockDigest(
  trx: Transaction<Tables>,
  { workspace, id }: DigestKey,
): Promise<DigestRow | undefined> {
  const { rows } = await sql<DigestRow>`
    select *, last_day::text as last_day from digests
    where workspace = ${workspace} and id = ${id} for update`.execute(trx);
  return rows[0];
}

/** Gives a locked digest another zone. @param nextRunAt undefined while it is not on */
export async function writeZone(
  trx: Transaction<Tables>,
  { workspace, id }: DigestKey,
  zone: string,
  nextRunAt: Date | undefined,
): Promise<void> {
  await sql`
    update digests set zone = ${zone}, next_run_at = ${nextRunAt ?? null}, version = version + 1
    where workspace = ${workspace} and id = ${id}`.execute(trx);
}

/**
 * Takes back that a locked digest was due, before anything of it was posted: its day is to come.
 * @param lastDay the last day that it stays due for, YYYY-MM-DD
 * @throws SendLostError when somebody else took the send over
 */
export async function putOff(trx: Transaction<Tables>, send: TakenSend, lastDay: string): Promise<void> {
  await releaseSend(trx, send);
  await sql`
    update digests set last_day = ${lastDay}::date
    where workspace = ${send.workspace} and id = ${send.digest}`.execute(trx);
}

import { randomUUID } from 'node:crypto';
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { SendKey } from './digest-jobs.ts';
import type { DigestSendsTable } from './digest-tables.ts';
import { loadDigest, noteAnswered } from './digests.ts';
import { mendDigest } from './failures.ts';
import { isHere } from './gone.ts';
import { inWorkspace } from './in-workspace.ts';
import type { Tables } from './tables.ts';

/** A time that a digest was due, in the hands of one worker. */
export type TakenSend = Selectable<DigestSendsTable> & { lease: string };

/** Who works on a send is missed after this time. It is longer than a post may take. */
const LEASE_MS = 15_000;

/** The send is somebody else's by now, or gone with its digest. Whoever meets this leaves it. */
export class SendLostError extends Error {
  override readonly name = 'SendLostError';
}

/** Something that the digest shows was forgotten since it was put together. */
export class StaleDigestError extends Error {
  override readonly name = 'StaleDigestError';
}

const leaseEnd = sql<Date>`now() + ${`${LEASE_MS} milliseconds`}::interval`;

/** Takes a send that is open; undefined when it is not, when somebody else is at it, or when it must wait. */
export async function takeSend(
  db: Kysely<Tables>,
  { workspace, digest, day }: SendKey,
): Promise<TakenSend | undefined> {
  const lease = randomUUID();
  const { rows } = await sql<TakenSend>`
    update digest_sends set lease = ${lease}, leased_until = ${leaseEnd}, wake_at = ${leaseEnd}
    where workspace = ${workspace} and digest = ${digest} and day = ${day}::date and outcome is null
      and (leased_until is null or leased_until < now()) and (attempt_after is null or attempt_after <= now())
      and ${isHere('digest_sends.workspace')}
    returning *, day::text as day`.execute(db);
  return rows[0];
}

/** What a digest shows, by case and person. */
export interface Shown {
  channel: string;
  lines: readonly { key: string; caseId: string }[];
  people: readonly string[];
  passage: string | undefined;
  /** Somebody reacted to the last one. */
  reacted: boolean;
}

/**
 * Notes that a digest is about to be posted, and what it shows: from now on it may be in Slack without our knowing.
 * @throws SendLostError when somebody else took it over, StaleDigestError when a case or person that it shows was
 * forgotten meanwhile; then nothing is written
 */
export async function noteSendAttempt(
  db: Kysely<Tables>,
  send: TakenSend,
  shown: Shown,
  at: Date,
): Promise<void> {
  const { workspace, digest, day } = send;
  await db.transaction().execute(async (trx) => {
    await update(
      trx,
      send,
      sql`
      attempted_at = now(), recalled = false, channel = ${shown.channel}, people = ${[...new Set(shown.people)]}::text[],
      leased_until = ${leaseEnd}, wake_at = ${leaseEnd}`,
    );
    const { rows: forgotten } = await sql`
      select from forgettings
      where workspace = ${workspace} and what = 'person' and person = any(${[...shown.people]}::text[]) limit 1`.execute(
      trx,
    );
    if (forgotten.length > 0) throw new StaleDigestError();
    await sql`
      delete from digest_lines where workspace = ${workspace} and digest = ${digest} and day = ${day}::date`.execute(
      trx,
    );
    const { numAffectedRows: written } = await sql`
      insert into digest_lines (workspace, digest, day, key, case_id)
      select ${workspace}, ${digest}, ${day}::date, line.key, c.id
      from unnest(${shown.lines.map(({ key }) => key)}::text[], ${shown.lines.map(({ caseId }) => caseId)}::uuid[])
        as line (key, case_id)
      join cases c on c.workspace = ${workspace} and c.id = line.case_id`.execute(trx);
    if (Number(written ?? 0) < shown.lines.length) throw new StaleDigestError();
    if (shown.reacted) await noteAnswered(trx, { workspace, id: digest });
    if (shown.passage !== undefined) {
      await sql`
        insert into shown_passages (workspace, channel, passage, shown_at)
        values (${workspace}, ${shown.channel}, ${shown.passage}, ${at}) on conflict do nothing`.execute(trx);
    }
  });
}

/**
 * Notes that Slack shows it.
 * @returns false when something that it shows was forgotten meanwhile, or the digest itself deleted: it is to be taken from
 * Slack
 * @throws SendLostError when somebody else took it over, who finds it in Slack
 */
export async function noteDigestSent(
  db: Kysely<Tables>,
  send: TakenSend,
  { channel, ts, at }: { channel: string; ts: string; at: Date },
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    if (!(await loadDigest(trx, { workspace: send.workspace, id: send.digest }))) return false;
    const { recalled } = await update(trx, send, sql`recalled = recalled`);
    if (recalled) return false;
    await update(
      trx,
      send,
      sql`channel = ${channel}, ts = ${ts}, sent_at = ${at}, outcome = 'sent', lease = null, leased_until = null`,
    );
    await sql`
      update digests set last_sent_at = ${at}, unanswered = unanswered + 1,
        channel = coalesce(digests.channel, ${channel})
      where workspace = ${send.workspace} and id = ${send.digest}`.execute(trx);
    await mendDigest(trx, send);
    return true;
  });
}

/** Notes that what was posted is not in Slack any more, and is to be put together anew. */
export async function noteTakenBack(db: Kysely<Tables>, send: TakenSend): Promise<void> {
  await update(db, send, sql`attempted_at = null, recalled = false, leased_until = null, wake_at = now()`);
}

/** Holds a send for this transaction. @throws SendLostError when somebody else took it over */
export async function holdSend(trx: Transaction<Tables>, send: TakenSend): Promise<void> {
  await update(trx, send, sql`recalled = recalled`);
}

/** Takes back that a digest was due. @throws SendLostError when somebody else took it over */
export async function releaseSend(
  trx: Transaction<Tables>,
  { workspace, digest, day, lease }: TakenSend,
): Promise<void> {
  const { numAffectedRows: released } = await sql`
    delete from digest_sends
    where workspace = ${workspace} and digest = ${digest} and day = ${day}::date and lease = ${lease} and outcome is null`.execute(
    trx,
  );
  if (!released) throw new SendLostError();
}

/** Ends a send without a message: there was nothing to say, or it can never be said. */
export async function endSend(
  db: Kysely<Tables>,
  send: TakenSend,
  outcome: 'quiet' | 'failed',
): Promise<void> {
  await update(db, send, sql`outcome = ${outcome}, lease = null, leased_until = null`);
}

/** Notes that it did not work this time, and how long to wait before the next, in milliseconds. */
export async function noteSendRetry(db: Kysely<Tables>, send: TakenSend, waitMs: number): Promise<void> {
  const due = sql`now() + ${`${waitMs} milliseconds`}::interval`;
  await update(
    db,
    send,
    sql`attempts = attempts + 1, attempt_after = ${due}, wake_at = ${due}, leased_until = null`,
  );
}

/** Stops a digest that can never be posted again, if nobody changed it since; its owner is still to be told. */
export async function stopByItself(
  db: Kysely<Tables>,
  send: TakenSend,
  version: number,
  reason: string,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { numAffectedRows: stopped } = await sql`
      update digests set state = 'stopped', stopped_because = ${reason}, next_run_at = null
      where workspace = ${send.workspace} and id = ${send.digest} and version = ${version}`.execute(trx);
    if (!stopped) return false;
    await update(trx, send, sql`failed = ${reason}`);
    return true;
  });
}

/** Notes that the owner is about to be told that it stopped. */
export async function noteTellingOwner(db: Kysely<Tables>, send: TakenSend): Promise<void> {
  await update(db, send, sql`told_at = now(), leased_until = ${leaseEnd}, wake_at = ${leaseEnd}`);
}

async function update(
  db: Kysely<Tables> | Transaction<Tables>,
  { workspace, digest, day, lease }: TakenSend,
  changes: ReturnType<typeof sql>,
): Promise<{ recalled: boolean }> {
  const { rows } = await sql<{ recalled: boolean }>`
    update digest_sends set ${changes}
    where workspace = ${workspace} and digest = ${digest} and day = ${day}::date and lease = ${lease} and outcome is null
    returning recalled`.execute(db);
  const [row] = rows;
  if (!row) throw new SendLostError();
  return row;
}

/** A digest's message that was pressed. @returns the digest's id; undefined where it is no digest of ours */
export async function digestOfMessage(
  db: Kysely<Tables>,
  workspace: string,
  channel: string,
  ts: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('digest_sends')
    .select('digest')
    .where('workspace', '=', workspace)
    .where('channel', '=', channel)
    .where('ts', '=', ts)
    .executeTakeFirst();
  return row?.digest;
}

/** Deletes what is known of digests that were due before a time, and what was to stay away until now. */
export async function deleteOldSends(
  db: Kysely<Tables>,
  before: Date,
  now: Date,
  only: string | undefined,
): Promise<void> {
  await db
    .deleteFrom('digest_sends')
    .where(inWorkspace('digest_sends.workspace', only))
    .where('due_at', '<', before)
    .execute();
  await db
    .deleteFrom('snoozes')
    .where(inWorkspace('snoozes.workspace', only))
    .where('until', '<', now)
    .execute();
}

import { type Kysely, sql, type UpdateObject } from 'kysely';
import type { CaseRef } from './case-ref.ts';
import { toJson } from './json.ts';
import { type Lease, leaseLost } from './lease.ts';
import { msUntil } from './ms-until.ts';
import type { OutboxRow, Tables } from './tables.ts';

/** One of our messages, and what it should say. */
export interface Outgoing {
  /** Names the message within its case: root, verdict, reply:3. */
  key: string;
  channel: string;
  content: unknown;
}

/** Slack's words for a message that somebody deleted, or that is too old to be changed in this workspace. */
export const NO_MORE_CHANGES: readonly string[] = [
  'message_not_found',
  'edit_window_closed',
  'cant_update_message',
];

/** New words for such a message change nothing. */
const OVER = [...NO_MORE_CHANGES, 'forgotten'];

/**
 * Writes what our messages should say. What says the same as before is left alone. New words do not shorten a wait:
 * Slack may have asked for it. A message that was given up is tried again with them, for what stood in its way may be
 * gone; but a root that could not be posted waits until somebody asks for it.
 */
export async function putOutgoing(
  trx: Kysely<Tables>,
  ref: CaseRef,
  messages: readonly Outgoing[],
): Promise<void> {
  for (const { key, channel, content } of messages) {
    await trx
      .insertInto('outbox')
      .values({
        workspace: ref.workspace,
        case_id: ref.caseId,
        key,
        channel,
        content: toJson(content),
        version: 1,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['workspace', 'case_id', 'key'])
          .doUpdateSet({
            content: (row) => row.ref('excluded.content'),
            version: sql`outbox.version + 1`,
            attempts: 0,
            failed: sql<
              string | null
            >`case when outbox.key = 'root' or outbox.failed = any(${OVER}) then outbox.failed end`,
          })
          .whereRef('outbox.content', 'is distinct from', 'excluded.content'),
      )
      .execute();
  }
}

/** By name, so that the statement can be prepared: see prepared.ts. */
const OUTBOX_COLUMNS = [
  'workspace',
  'case_id',
  'key',
  'channel',
  'content',
  'version',
  'sent_version',
  'ts',
  'attempted_at',
  'attempts',
  'attempt_after',
  'failed',
  'created_at',
] as const;

/** Our messages in whose content one of these ids is named. */
export const outgoingWith = (
  db: Kysely<Tables>,
  { workspace, caseId }: CaseRef,
  ids: readonly string[],
): Promise<OutboxRow[]> =>
  db
    .selectFrom('outbox')
    .select(OUTBOX_COLUMNS)
    .where('workspace', '=', workspace)
    .where('case_id', '=', caseId)
    .where(sql<boolean>`content::text like any (${ids.map((id) => `%${id}%`)})`)
    .orderBy('key')
    .execute();

/** A message to be sent, and how many milliseconds to wait before it may be tried; none when it is due. */
export type WaitingRow = OutboxRow & { wait: number };

/** Our messages that Slack does not show yet as they should be, the oldest first. */
export const unsent = (db: Kysely<Tables>, { workspace, caseId }: CaseRef): Promise<WaitingRow[]> =>
  db
    .selectFrom('outbox')
    .select(OUTBOX_COLUMNS)
    .select(msUntil('attempt_after').as('wait'))
    .where('workspace', '=', workspace)
    .where('case_id', '=', caseId)
    .where('failed', 'is', null)
    .whereRef('sent_version', '<', 'version')
    .orderBy('created_at')
    .orderBy('key')
    .execute();

/** One of our messages by its key. */
export const outgoing = (
  db: Kysely<Tables>,
  { workspace, caseId }: CaseRef,
  key: string,
): Promise<OutboxRow | undefined> =>
  db
    .selectFrom('outbox')
    .select(OUTBOX_COLUMNS)
    .where('workspace', '=', workspace)
    .where('case_id', '=', caseId)
    .where('key', '=', key)
    .executeTakeFirst();

/** All our messages of a case. */
export const outgoingOf = (db: Kysely<Tables>, { workspace, caseId }: CaseRef): Promise<OutboxRow[]> =>
  db
    .selectFrom('outbox')
    .select(OUTBOX_COLUMNS)
    .where('workspace', '=', workspace)
    .where('case_id', '=', caseId)
    .execute();

type RowKey = Pick<OutboxRow, 'workspace' | 'case_id' | 'key'>;

/**
 * Notes that a first post is about to be made: from now on it may be in Slack without our knowing.
 * @throws LeaseLostError when the case is somebody else's by now, who will post it
 */
export async function noteAttempt(db: Kysely<Tables>, row: RowKey, lease: Lease): Promise<void> {
  // One statement: nobody takes the case over between the look at the lease and the note.
  const { numAffectedRows } = await sql`
    with held as (
      select from cases
      where workspace = ${lease.workspace} and id = ${lease.caseId} and lease = ${lease.lease} for no key update
    )
    update outbox set attempted_at = now()
    where workspace = ${row.workspace} and case_id = ${row.case_id} and key = ${row.key}
      and exists (select from held)`.execute(db);
  if (numAffectedRows !== 1n) throw leaseLost(lease);
}

/** Notes that a message is not in Slack any more, or cannot be changed there; it is to be posted as if it never was. */
export const noteGone = (db: Kysely<Tables>, row: RowKey): Promise<void> =>
  update(db, row, { ts: null, attempted_at: null });

/** Notes what Slack shows now. Had it been given up before, that is over. */
export async function noteSent(
  db: Kysely<Tables>,
  row: RowKey & { version: number },
  ts: string,
): Promise<void> {
  await sql`
    with mended as (
      delete from failures
      where workspace = ${row.workspace} and kind = 'message' and subject = ${`${row.case_id}/${row.key}`}
    )
    update outbox set ts = ${ts}, sent_version = ${row.version}, attempts = 0, attempt_after = null
    where workspace = ${row.workspace} and case_id = ${row.case_id} and key = ${row.key}`.execute(db);
}

/** Notes that sending did not work this time, and how long to wait before the next, in milliseconds. */
export const noteRetry = (
  db: Kysely<Tables>,
  row: RowKey & { attempts: number },
  waitMs: number,
): Promise<void> =>
  update(db, row, {
    attempts: row.attempts + 1,
    attempt_after: sql<Date>`now() + ${`${waitMs} milliseconds`}::interval`,
  });

/** Notes that a message will never be sent, and why. */
export const noteFailed = (db: Kysely<Tables>, row: RowKey, reason: string): Promise<void> =>
  update(db, row, { failed: reason });

async function update(
  db: Kysely<Tables>,
  row: RowKey,
  changes: UpdateObject<Tables, 'outbox'>,
): Promise<void> {
  await db
    .updateTable('outbox')
    .set(changes)
    .where('workspace', '=', row.workspace)
    .where('case_id', '=', row.case_id)
    .where('key', '=', row.key)
    .execute();
}

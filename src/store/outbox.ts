import { type Kysely, type Nullable, type RawBuilder, sql, type UpdateObject } from 'kysely';
import type { TurnRow } from './case-file.ts';
import type { CaseRef } from './case-ref.ts';
import { COMMITS_SOON } from './commit-soon.ts';
import { IS_DECIDED } from './decisions.ts';
import { toJson } from './json.ts';
import { type Lease, leaseLost } from './lease.ts';
import { msUntil } from './ms-until.ts';
import type { CaseRow, OutboxRow, Tables } from './tables.ts';
import { THIS_CASE, thisCase } from './this-case.ts';

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
  db: Kysely<Tables>,
  ref: CaseRef,
  messages: readonly Outgoing[],
): Promise<void> {
  if (messages.length === 0) return;
  await sql`with ${thisCase(ref)} ${putting(messages)}`.execute(db);
}

/** The same as a part of a larger statement. Of a message that is named twice the last words count. */
export function putting(messages: readonly Outgoing[]): RawBuilder<unknown> {
  const named = [...new Map(messages.map((message) => [message.key, message])).values()];
  return sql`
    insert into outbox (workspace, case_id, key, channel, content, version)
    select here.workspace, here.case_id, put.key, put.channel, put.content, 1
    from ${THIS_CASE} as here, unnest(
      ${named.map(({ key }) => key)}::text[],
      ${named.map(({ channel }) => channel)}::text[],
      ${named.map(({ content }) => toJson(content))}::jsonb[]
    ) as put (key, channel, content)
    on conflict (workspace, case_id, key) do update set
      content = excluded.content, version = outbox.version + 1, attempts = 0,
      failed = case when outbox.key = 'root' or outbox.failed = any(${OVER}::text[]) then outbox.failed end
    where outbox.content is distinct from excluded.content`;
}

/** By name, so that the statement can be prepared: see prepared.ts. */
const OUTBOX_COLUMNS = [
  'outbox.workspace',
  'outbox.case_id',
  'outbox.key',
  'outbox.channel',
  'outbox.content',
  'outbox.version',
  'outbox.sent_version',
  'outbox.ts',
  'outbox.attempted_at',
  'outbox.attempts',
  'outbox.attempt_after',
  'outbox.failed',
  'outbox.created_at',
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

/** The turn that a message shows, and whether anything was decided in its case; nulls where it shows none. */
type Shown = Nullable<TurnRow & { decided: boolean }>;

/** What of a case it takes to send a message. */
export type Sender = Pick<CaseRow, 'thread_ts' | 'opened_by' | 'following' | 'turn'> & Shown;

/** A message to be sent, and what of its case it takes. */
export interface Waiting extends OutboxRow, Sender {
  /** How many milliseconds to wait before it may be tried; none when it is due. */
  wait: number;
}

/** Some messages name the turn that they show instead of repeating it, and what is told of a case is its last. */
const SHOWN_TURN = sql<number | null>`case
  when outbox.content ->> 'kind' in ('verdict', 'private') then (outbox.content ->> 'turn')::integer
  when outbox.content ->> 'kind' = 'told' then cases.turn end`;

/** Our messages that Slack does not show yet as they should be, the oldest first. */
export const unsent = (db: Kysely<Tables>, { workspace, caseId }: CaseRef): Promise<Waiting[]> =>
  db
    .selectFrom('outbox')
    .innerJoin('cases', (join) =>
      join.onRef('cases.workspace', '=', 'outbox.workspace').onRef('cases.id', '=', 'outbox.case_id'),
    )
    .leftJoinLateral(
      ({ selectFrom }) =>
        selectFrom('assessments')
          .select(['assessment', 'summary', 'curator', 'model', IS_DECIDED.as('decided')])
          .whereRef('assessments.workspace', '=', 'outbox.workspace')
          .whereRef('assessments.case_id', '=', 'outbox.case_id')
          .where('assessments.turn', '=', SHOWN_TURN)
          // There is no second one; without this all turns of a case are read, where most cases have one.
          .limit(1)
          .as('shown'),
      (join) => join.onTrue(),
    )
    .select(OUTBOX_COLUMNS)
    .select(['cases.thread_ts', 'cases.opened_by', 'cases.following', 'cases.turn'])
    .select(['shown.assessment', 'shown.summary', 'shown.curator', 'shown.model', 'shown.decided'])
    .select(msUntil('outbox.attempt_after').as('wait'))
    .where('outbox.workspace', '=', workspace)
    .where('outbox.case_id', '=', caseId)
    .where('outbox.failed', 'is', null)
    .whereRef('outbox.sent_version', '<', 'outbox.version')
    .orderBy('outbox.created_at')
    .orderBy('outbox.key')
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

/**
 * Notes what Slack shows now. Had it been given up before, that is over. Where the note is lost, the message is looked up
 * in Slack, as after any post whose answer was lost; what cannot be looked up there, because it has no time stamp, waits for
 * the disk.
 */
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
    where workspace = ${row.workspace} and case_id = ${row.case_id} and key = ${row.key}
      and ${ts === '' ? sql`true` : COMMITS_SOON}`.execute(db);
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

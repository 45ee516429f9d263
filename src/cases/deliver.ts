import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { loadCaseRow, loadTurn, setThread } from '../store/case-file.ts';
import type { CaseRef } from '../store/case-ref.ts';
import { type DueRow, noteAttempt, noteFailed, noteRetry, noteSent, unsent } from '../store/outbox.ts';
import type { CaseRow, OutboxRow, Tables } from '../store/tables.ts';
import { backoffMs } from './backoff.ts';
import { StoredUtterance, type Utterance } from './utterance.ts';
import { CannotSpeakError, type Place, TryLaterError, type Voice } from './voice.ts';

export interface Delivery {
  db: Kysely<Tables>;
  voice: Voice;
  log: Logger;
}

/** After so many attempts (about three hours) a message is given up, and recorded as failed. */
const MOST_ATTEMPTS = 40;
/** How far before its first attempt a message is looked for; clocks of two machines differ. */
const CLOCK_SKEW_MS = 60_000;

/**
 * Sends what our messages should say: the root first, then the verdict, then replies. Each is posted at most once,
 * also when the answer to a post was lost: then it is looked up by its key before anything is posted again.
 */
export async function deliver(ref: CaseRef, delivery: Delivery): Promise<void> {
  for (const row of inOrder(await unsent(delivery.db, ref))) {
    if (!row.due) return;
    // What comes after a message that must wait, waits too: nobody reads a reply above its verdict.
    if (!(await send(row, ref, delivery))) return;
  }
}

const ORDER = ['root', 'verdict', 'private'];
const place = (key: string): number => (ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length);

/** Replies carry their turn in their key and come in its order. */
const inOrder = (rows: readonly DueRow[]): DueRow[] =>
  [...rows].sort(
    (a, b) => place(a.key) - place(b.key) || a.key.localeCompare(b.key, 'en', { numeric: true }),
  );

/** @returns false when it must be tried again later */
async function send(row: OutboxRow, ref: CaseRef, delivery: Delivery): Promise<boolean> {
  const { db, log } = delivery;
  const found = await loadCaseRow(db, ref);
  if (!found) return true;
  try {
    const ts = await sendOnce(row, found, delivery);
    await noteSent(db, row, ts);
    if (row.key === 'root' && found.thread_ts === null) await setThread(db, ref, row.channel, ts);
    return true;
  } catch (error) {
    if (error instanceof CannotSpeakError) {
      log.warn({ case: ref.caseId, message: row.key, reason: error.reason }, 'a message can never be posted');
      await noteFailed(db, row, error.reason);
      return true;
    }
    return retryLater(row, error, delivery);
  }
}

async function sendOnce(row: OutboxRow, found: CaseRow, delivery: Delivery): Promise<string> {
  const { db, voice } = delivery;
  const stored = StoredUtterance.parse(row.content);
  const utterance = await utter(stored, row, db);
  const at: Place = {
    workspace: row.workspace,
    caseId: row.case_id,
    channel: row.channel,
    threadTs: row.key === 'root' ? undefined : (found.thread_ts ?? undefined),
  };
  if (stored.kind === 'private') {
    await voice.whisper(stored.responseUrl, at, utterance);
    return '';
  }
  if (row.key !== 'root' && at.threadTs === undefined) throw new CannotSpeakError('no_thread');
  const ts = row.ts ?? (await lookUp(row, at, voice));
  if (ts !== undefined) {
    await voice.update(at, ts, utterance);
    return ts;
  }
  await noteAttempt(db, row);
  return voice.post(at, outboxKey(row), utterance);
}

/** Whether an earlier attempt got through after all. */
async function lookUp(row: OutboxRow, at: Place, voice: Voice): Promise<string | undefined> {
  if (!row.attempted_at) return undefined;
  return voice.find(at, outboxKey(row), new Date(row.attempted_at.getTime() - CLOCK_SKEW_MS));
}

/** The name under which a message can be found in Slack. */
export const outboxKey = (row: Pick<OutboxRow, 'case_id' | 'key'>): string => `${row.case_id}/${row.key}`;

async function utter(stored: StoredUtterance, row: OutboxRow, db: Kysely<Tables>): Promise<Utterance> {
  if (stored.kind === 'root' || stored.kind === 'reply') return stored;
  const turn = await loadTurn(db, { workspace: row.workspace, caseId: row.case_id }, stored.turn);
  if (!turn) throw new CannotSpeakError('forgotten');
  const verdict = { kind: 'verdict' as const, ...turn };
  return stored.kind === 'private'
    ? { kind: 'private', verdict: { ...verdict, notes: [] }, reason: stored.reason }
    : { ...verdict, notes: stored.notes };
}

async function retryLater(row: OutboxRow, error: unknown, { db, log }: Delivery): Promise<boolean> {
  const why = error instanceof Error ? error.message : String(error);
  if (row.attempts + 1 >= MOST_ATTEMPTS) {
    log.error({ case: row.case_id, message: row.key, why }, 'a message is given up');
    await noteFailed(db, row, 'too_many_attempts');
    return true;
  }
  const wait = Math.max(
    error instanceof TryLaterError ? error.afterMs : 0,
    backoffMs(row.attempts, Math.random()),
  );
  log.warn(
    { case: row.case_id, message: row.key, attempt: row.attempts + 1, wait, why },
    'a message must wait',
  );
  await noteRetry(db, row, wait);
  return false;
}

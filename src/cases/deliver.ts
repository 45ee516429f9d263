import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Meter } from '../meter.ts';
import { setThread } from '../store/case-file.ts';
import { type Lease, LeaseLostError } from '../store/lease.ts';
import { noteRetry, noteSent, unsent, type Waiting } from '../store/outbox.ts';
import type { Tables } from '../store/tables.ts';
import { backoffMs } from './backoff.ts';
import { catchUp } from './catch-up.ts';
import { causeOf, mayComeBack } from './failure-cause.ts';
import { giveUp } from './give-up.ts';
import { isExport, MOST_UPLOADS } from './no-export.ts';
import { placeOf, sendOnce } from './send-once.ts';
import { CannotSpeakError, TryLaterError, type Voice } from './voice.ts';

export interface Delivery {
  db: Kysely<Tables>;
  voice: Voice;
  log: Logger;
  meter: Meter;
}

/** After so many attempts (about three hours) a message is given up, and recorded as failed. */
const MOST_ATTEMPTS = 40;

/**
 * Sends what our messages should say: the root first, then the verdict, then replies. Each is posted at most once,
 * also when the answer to a post was lost: then it is looked up by its key before anything is posted again.
 * @returns how many milliseconds to wait before it is worth trying again; undefined when all is said
 * @throws LeaseLostError when somebody else took the case over, who goes on with it
 */
export async function deliver(lease: Lease, delivery: Delivery): Promise<number | undefined> {
  const [row, ...more] = inOrder(await unsent(delivery.db, lease));
  if (!row) return undefined;
  // What comes after a message that must wait, waits too: nobody reads a reply above its verdict.
  const wait = row.wait > 0 ? row.wait : await send(row, lease, delivery);
  if (wait !== undefined) return wait;
  // Looked at anew for each: the thread may be there now, and the case may be gone.
  return more.length > 0 ? deliver(lease, delivery) : undefined;
}

const ORDER = ['root', 'said', 'verdict', 'private'];
/** Files come last: nothing waits for one. */
function place(key: string): number {
  const found = ORDER.indexOf(key.replace(/:.*/, ''));
  return found === -1 ? ORDER.length + (isExport(key) ? 1 : 0) : found;
}

const opensThread = ({ key, thread_ts: threadTs }: Waiting): boolean => key === 'root' && threadTs === null;

/** Replies carry their turn in their key and come in its order; what people set by hand carries its time. */
const inOrder = (rows: readonly Waiting[]): Waiting[] =>
  [...rows].sort(
    (a, b) => place(a.key) - place(b.key) || a.key.localeCompare(b.key, 'en', { numeric: true }),
  );

/** @returns how many milliseconds to wait before it is tried again; undefined when it is done, one way or another */
async function send(row: Waiting, lease: Lease, delivery: Delivery): Promise<number | undefined> {
  const { db, log, meter } = delivery;
  try {
    const { ts, adopted } = await sendOnce(row, lease, delivery);
    // One statement needs no transaction around it.
    if (!opensThread(row)) await noteSent(db, row, ts);
    else
      await db.transaction().execute(async (trx) => {
        await noteSent(trx, row, ts);
        await setThread(trx, lease, row.channel, ts);
      });
    if (opensThread(row) && adopted) await catchUp({ ...placeOf(row), threadTs: ts }, delivery);
    return undefined;
  } catch (error) {
    if (error instanceof LeaseLostError) throw error;
    if (!(error instanceof CannotSpeakError)) return retryLater(row, error, lease, delivery);
    const { reason } = error;
    if (mayComeBack(reason)) {
      // An operator is told when it begins, not when it is given up.
      if (row.attempts === 0) meter.failed('message', causeOf(reason));
      return retryLater(row, error, lease, delivery);
    }
    log.warn({ case: lease.caseId, message: row.key, reason }, 'a message can never be posted');
    await giveUp(row, reason, lease, delivery);
    return undefined;
  }
}

async function retryLater(
  row: Waiting,
  error: unknown,
  lease: Lease,
  delivery: Delivery,
): Promise<number | undefined> {
  const { db, log } = delivery;
  const why = error instanceof Error ? error.message : String(error);
  if (row.attempts + 1 >= (isExport(row.key) ? MOST_UPLOADS : MOST_ATTEMPTS)) {
    log.error({ case: row.case_id, message: row.key, why }, 'a message is given up');
    const reason = error instanceof CannotSpeakError ? error.reason : 'too_many_attempts';
    await giveUp(row, reason, lease, delivery);
    return undefined;
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
  return wait;
}

import { stopwatch, timed } from '../meter.ts';
import type { CaseRef } from '../store/case-ref.ts';
import { itemsIn } from '../store/inbox.ts';
import {
  dropLease,
  LEASE_MS,
  type Lease,
  LeaseLostError,
  lookAgain,
  releaseLease,
  renewLease,
  takeLease,
} from '../store/lease.ts';
import type { CaseWork } from './case-work.ts';
import { deliver } from './deliver.ts';
import { forgetAsked, forgetCase } from './forget/forget-case.ts';
import { mayGather } from './gathering.ts';
import { goOnLater } from './go-on-later.ts';
import { takeTurn } from './turn.ts';
import { TryLaterError } from './voice.ts';

/** A lease is renewed so often that two renewals may fail before it runs out. */
const RENEW_MS = LEASE_MS / 4;

/**
 * Works on a case until nothing waits any more: takes its lease, reads its inbox in turns, sends what is to be said.
 * Does nothing when somebody else is at it; the one who is will see what arrived. What is still being gathered is left
 * for later, so that nobody's turn is spent on waiting.
 * @param stopping ends it after the turn under way, and the rest is left to others
 * @returns in how many milliseconds something is to be tried again; undefined when all is done
 */
export async function workOnCase(
  ref: CaseRef,
  work: CaseWork,
  stopping: AbortSignal,
): Promise<number | undefined> {
  const lease = await takeLease(work.db, ref);
  if (!lease) return undefined;
  const renewal = keepRenewing(lease, work);
  try {
    for (let round = 0; !stopping.aborted; round++) {
      // Who was taken over from may have written its turn at the last moment, while the lease was waited for.
      const known = round === 0 && !lease.takenOver;
      const found = known ? lease.found : await lookAgain(work.db, lease);
      const items = itemsIn(found.waiting);
      const asked = forgetAsked(items);
      if (asked) {
        await forgetCase(asked, lease, work);
        return undefined;
      }
      const isNew = items.some(({ held }) => !held);
      // Who takes over from a dead worker still has to see what was missed, and goes on at once.
      const waits = isNew && !lease.takenOver && mayGather(items);
      const gather = waits ? found.gathersMs : 0;
      const seconds = stopwatch();
      const turn = isNew && gather === 0 ? await takeTurn({ ...found, items }, lease, work) : undefined;
      const wait = turn
        ? await timed(work.meter, 'post', () => deliver(lease, work))
        : await deliver(lease, work);
      if (turn) {
        work.meter.turn(seconds());
        await work.voice.done(turn.at, { silent: turn.silent });
      }
      if (gather > 0) {
        await dropLease(work.db, lease);
        return Math.min(gather, wait ?? gather);
      }
      if (await releaseLease(work.db, lease)) return wait;
    }
    await dropLease(work.db, lease);
    return undefined;
  } catch (error) {
    if (error instanceof LeaseLostError) {
      work.log.warn({ case: ref.caseId }, 'somebody else took the case over; nothing of this turn was kept');
      return undefined;
    }
    if (error instanceof TryLaterError) {
      await dropLease(work.db, lease).catch(() => undefined);
      return error.afterMs;
    }
    try {
      return await goOnLater(error, lease, work);
    } catch {
      // The database is away, too. The lease runs out, and whoever takes the case over tries again.
      await dropLease(work.db, lease).catch(() => undefined);
      throw error;
    }
  } finally {
    clearInterval(renewal);
  }
}

function keepRenewing(lease: Lease, { db, log }: CaseWork): NodeJS.Timeout {
  return setInterval(() => {
    renewLease(db, lease).catch((error: unknown) => {
      log.warn({ case: lease.caseId, error }, 'the lease could not be renewed');
    });
  }, RENEW_MS);
}

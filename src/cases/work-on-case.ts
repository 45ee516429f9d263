import type { CaseRef } from '../store/case-ref.ts';
import { pendingItems } from '../store/inbox.ts';
import {
  dropLease,
  LEASE_MS,
  type Lease,
  LeaseLostError,
  releaseLease,
  renewLease,
  takeLease,
} from '../store/lease.ts';
import type { CaseWork } from './case-work.ts';
import { deliver } from './deliver.ts';
import { forgetAsked, forgetCase } from './forget/forget-case.ts';
import { takeTurn } from './turn.ts';

/** A lease is renewed so often that two renewals may fail before it runs out. */
const RENEW_MS = LEASE_MS / 4;

/**
 * Works on a case until nothing waits any more: takes its lease, reads its inbox in turns, sends what is to be said.
 * Does nothing when somebody else is at it; the one who is will see what arrived.
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
    while (!stopping.aborted) {
      const items = await pendingItems(work.db, lease);
      const asked = forgetAsked(items);
      if (asked) {
        await forgetCase(asked, lease, work);
        return undefined;
      }
      const status = items.length > 0 ? await takeTurn(items, lease, work) : undefined;
      const wait = await deliver(lease, work);
      if (status) await work.voice.status(status, '');
      if (await releaseLease(work.db, lease)) return wait;
    }
    await dropLease(work.db, lease);
    return undefined;
  } catch (error) {
    if (error instanceof LeaseLostError) {
      work.log.warn({ case: ref.caseId }, 'somebody else took the case over; nothing of this turn was kept');
      return undefined;
    }
    await dropLease(work.db, lease).catch(() => undefined);
    throw error;
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

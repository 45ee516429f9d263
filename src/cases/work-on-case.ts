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
import { takeTurn } from './turn.ts';

/** A lease is renewed so often that two renewals may fail before it runs out. */
const RENEW_MS = LEASE_MS / 4;

/**
 * Works on a case until nothing waits any more: takes its lease, reads its inbox in turns, sends what is to be said.
 * Does nothing when somebody else is at it; the one who is will see what arrived.
 * @param stopping ends it after the turn under way, and the rest is left to others
 */
export async function workOnCase(ref: CaseRef, work: CaseWork, stopping: AbortSignal): Promise<void> {
  const lease = await takeLease(work.db, ref);
  if (!lease) return;
  const renewal = keepRenewing(lease, work);
  try {
    while (!stopping.aborted) {
      const items = await pendingItems(work.db, lease);
      if (items.length > 0) await takeTurn(items, lease, work);
      await deliver(lease, work);
      if (await releaseLease(work.db, lease)) return;
    }
    await dropLease(work.db, lease);
  } catch (error) {
    if (error instanceof LeaseLostError) {
      work.log.warn({ case: ref.caseId }, 'somebody else took the case over; nothing of this turn was kept');
      return;
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

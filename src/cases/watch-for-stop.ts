import { isStopped } from '../store/held.ts';
import type { Lease } from '../store/lease.ts';
import type { CaseWork } from './case-work.ts';
import { StoppedError } from './stopped-error.ts';

/** How often it is looked for while a turn is under way: Stop may have been pressed at any replica. */
const LOOK_MS = 400;

/** Notices that somebody presses Stop; `signal` aborts then, with a StoppedError. Call `end` when the turn is over. */
export function watchForStop(lease: Lease, { db, log }: CaseWork): { signal: AbortSignal; end(): void } {
  const stopped = new AbortController();
  const timer = setInterval(async () => {
    try {
      if (await isStopped(db, lease)) stopped.abort(new StoppedError('Somebody pressed Stop.'));
    } catch (error) {
      log.warn({ case: lease.caseId, error }, 'it could not be seen whether somebody pressed Stop');
    }
  }, LOOK_MS);
  return { signal: stopped.signal, end: () => clearInterval(timer) };
}

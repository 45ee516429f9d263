import type { Kysely } from 'kysely';
import { DAY_MS } from '../clock.ts';
import { type DueSend, lockDue, scheduleSends } from '../store/digest-due.ts';
import type { DigestRow } from '../store/digests.ts';
import type { Tables } from '../store/tables.ts';
import { toDigest } from './digests.ts';
import { latestRun, nextRun } from './schedule.ts';

const MINUTE_MS = 60_000;
/** What should have come longer ago comes marked as late. */
const LATE_MS = 30 * MINUTE_MS;
/** Every schedule has a run within so many days; no earlier one matters after a long time without us. */
const WEEK_DAYS = 8;

/** So many digests are taken in one transaction. */
export const BATCH = 200;

/**
 * Takes the digests that are due: in one transaction each gets its send and its job, and moves on to its next time.
 * After a time without us, whatever was missed is one digest, marked as late. Several replicas may do so at once.
 * @param now milliseconds since 1970
 * @returns how many were taken; as many as BATCH means that there may be more
 */
export const takeDue = (db: Kysely<Tables>, now: number): Promise<number> =>
  db.transaction().execute(async (trx) => {
    const due = await lockDue(trx, new Date(now), BATCH);
    await scheduleSends(
      trx,
      due.map((row) => sendOf(row, now)),
    );
    return due.length;
  });

function sendOf(row: DigestRow, now: number): DueSend {
  const { workspace, id, settings, lastDay, nextRunAt } = toDigest(row);
  const dueAt = nextRunAt?.getTime() ?? now;
  const since = Math.max(dueAt - 1, now - WEEK_DAYS * DAY_MS);
  const run = latestRun(settings, since, now, lastDay) ?? {
    at: dueAt,
    day: nextRun(settings, dueAt - 1).day,
  };
  return {
    workspace,
    digest: id,
    day: run.day,
    dueAt: new Date(dueAt),
    late: now - dueAt > LATE_MS,
    nextRunAt: new Date(nextRun(settings, now, run.day).at),
  };
}

import { loadCaseRow } from '../store/case-row.ts';
import { putOff, type TakenLease } from '../store/lease.ts';
import { putOutgoing } from '../store/outbox.ts';
import { backoffMs } from './backoff.ts';
import type { CaseWork } from './case-work.ts';
import { deliver } from './deliver.ts';
import type { StoredUtterance } from './utterance.ts';

/** From so many failures on, about a quarter of a minute, people are told; before, they would not notice. */
const TOLD_AFTER = 6;

/**
 * After a failure: what we have to say already is said all the same, a case that fails again and again is spoken of in
 * its thread, and it is tried again after a while. Nothing that waits is dropped: a later version may be able to read it.
 * @returns in how many milliseconds it is tried again
 * @throws what the database throws when it is away
 */
export async function goOnLater(error: unknown, lease: TakenLease, work: CaseWork): Promise<number> {
  const failures = lease.found.row.failures + 1;
  const wait = backoffMs(lease.found.row.failures, Math.random());
  work.log.error({ case: lease.caseId, failures, wait, error }, 'a case could not be worked on');
  work.meter.failed('case', 'other');
  if (failures >= TOLD_AFTER) await tell(lease, work);
  await deliver(lease, work);
  await putOff(work.db, lease, wait);
  return wait;
}

/** Says once a turn that something is wrong. Without a thread there is nobody to say it to; the log has it. */
async function tell(lease: TakenLease, { db }: CaseWork): Promise<void> {
  const row = await loadCaseRow(db, lease);
  if (!row?.thread_ts) return;
  const note = `Something in me fails when I work on what was said here. It is kept, and I go on trying. Whoever runs me finds the reason in the log, under case ${lease.caseId}.`;
  const content: StoredUtterance = {
    kind: 'reply',
    reply: { noted: [], unchanged: false, deeds: [], answers: [], notes: [note] },
  };
  await putOutgoing(db, lease, [{ key: `trouble:${row.turn}`, channel: row.channel, content }]);
}

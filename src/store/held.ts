import type { Kysely } from 'kysely';
import type { CaseRef } from './case-ref.ts';
import type { InboxBody } from './inbound.ts';
import { type InboxItem, markDone, pendingItems } from './inbox.ts';
import { assertLease, type Lease } from './lease.ts';
import { type Outgoing, putOutgoing } from './outbox.ts';
import type { Tables } from './tables.ts';

/** Whether somebody pressed Stop, and that was not seen to yet. */
export async function isStopped(db: Kysely<Tables>, { workspace, caseId }: CaseRef): Promise<boolean> {
  const row = await db
    .selectFrom('inbox')
    .select('id')
    .where('workspace', '=', workspace)
    .where('case_id', '=', caseId)
    .where('done_at', 'is', null)
    .where('kind', '=', 'stop')
    .executeTakeFirst();
  return row !== undefined;
}

/** Stop itself, and what nobody may hold up. */
const GOES_ON: readonly InboxBody['kind'][] = ['stop', 'forget', 'forget_person'];

/**
 * Leaves what waits until somebody goes on: it is kept, and read with the next message. That Stop was pressed is seen
 * to with it; `outgoing` says so where there was anything to stop.
 * @throws LeaseLostError when somebody else works on the case by now; nothing is written
 */
export const holdItems = (
  db: Kysely<Tables>,
  lease: Lease,
  at: Date,
  outgoing: (stops: readonly InboxItem[]) => readonly Outgoing[],
): Promise<void> =>
  db.transaction().execute(async (trx) => {
    await assertLease(trx, lease);
    const items = await pendingItems(trx, lease);
    const stops = items.filter(({ body }) => body.kind === 'stop');
    const last = items.findLastIndex(({ body }) => body.kind === 'stop');
    const ids = items.slice(0, last + 1).flatMap(({ id, body }) => (GOES_ON.includes(body.kind) ? [] : [id]));
    await markDone(
      trx,
      lease,
      stops.map(({ id }) => id),
      at,
    );
    if (ids.length === 0) return;
    await trx
      .updateTable('inbox')
      .set({ held: true })
      .where('workspace', '=', lease.workspace)
      .where('case_id', '=', lease.caseId)
      .where('id', 'in', ids)
      .execute();
    await putOutgoing(trx, lease, outgoing(stops));
  });

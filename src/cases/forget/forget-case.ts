import { loadCaseRow } from '../../store/case-row.ts';
import { addErasures } from '../../store/erasures.ts';
import { forgetDigestsOfCase } from '../../store/forget-digests.ts';
import { deleteCase } from '../../store/forget-in-store.ts';
import type { InboxBody } from '../../store/inbound.ts';
import type { InboxItem } from '../../store/inbox.ts';
import { assertLease, type Lease } from '../../store/lease.ts';
import { outgoing, outgoingOf } from '../../store/outbox.ts';
import type { CaseWork } from '../case-work.ts';
import { lookUp, placeOf } from '../send-once.ts';

type Asked = Extract<InboxBody, { kind: 'forget' }>;

/** What asks for the whole case to be forgotten, if something does. */
export const forgetAsked = (items: readonly InboxItem[]): Asked | undefined =>
  items.map(({ body }) => body).find((body) => body.kind === 'forget');

/**
 * Forgets a case: everything that tables and cache hold of it goes at once, and what we posted is noted to be taken from
 * Slack, digests that named it too. What else waits in its inbox goes with it.
 * @throws LeaseLostError when somebody else took the case over, who forgets it then
 */
export async function forgetCase({ forgetting }: Asked, lease: Lease, work: CaseWork): Promise<void> {
  const { db, voice, conversations } = work;
  const row = await loadCaseRow(db, lease);
  if (!row) return;
  const root = await outgoing(db, lease, 'root');
  // A post whose answer was lost is in Slack all the same.
  const rootTs =
    root && row.thread_ts === null
      ? await lookUp(root, placeOf({ ...root, thread_ts: null }), voice)
      : undefined;
  const threadTs = row.thread_ts ?? rootTs;
  const place = { workspace: row.workspace, caseId: row.id, channel: row.channel, threadTs };
  const seen = threadTs === undefined ? [] : await voice.ours(place);
  await db.transaction().execute(async (trx) => {
    await assertLease(trx, lease);
    const known = (await outgoingOf(trx, lease)).flatMap(({ ts }) => ts || []);
    const all = [...known, ...seen.map(({ ts }) => ts), ...(rootTs ? [rootTs] : [])];
    await addErasures(trx, { workspace: lease.workspace, id: forgetting }, row.channel, all);
    await forgetDigestsOfCase(trx, lease, { workspace: lease.workspace, id: forgetting });
    await deleteCase(trx, lease);
  });
  await conversations.forget(lease);
}

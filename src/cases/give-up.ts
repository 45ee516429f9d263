import type { Kysely } from 'kysely';
import type { Meter } from '../meter.ts';
import { noteFailure } from '../store/failures.ts';
import type { Lease } from '../store/lease.ts';
import { noteFailed, outgoing, putOutgoing, type Sender } from '../store/outbox.ts';
import type { OutboxRow, Tables } from '../store/tables.ts';
import { causeOf, isOver, mayComeBack } from './failure-cause.ts';
import { offerText } from './no-export.ts';
import { outboxKey } from './send-once.ts';
import { StoredUtterance } from './utterance.ts';

/**
 * A message will never be posted. That is recorded, and who waits for it is told in another way, where there is one; all
 * in one transaction, so that nothing is given up in silence.
 * @param reason Slack's word for it, or ours
 */
export async function giveUp(
  row: OutboxRow & Sender,
  reason: string,
  lease: Lease,
  { db, meter }: { db: Kysely<Tables>; meter: Meter },
): Promise<void> {
  // What was forgotten meanwhile is not said, and rightly so. A lost token was counted when it began.
  if (reason !== 'forgotten' && !mayComeBack(reason)) meter.failed('message', causeOf(reason));
  await db.transaction().execute(async (trx) => {
    await noteFailed(trx, row, reason);
    await offerText(trx, lease, row, reason);
    // Somebody deleted our message: nothing is left unsaid.
    if (reason === 'forgotten' || (row.ts !== null && isOver(reason))) return;
    if (await answerAlone(row, reason, lease, trx)) return;
    const failure = { workspace: row.workspace, caseId: row.case_id, subject: outboxKey(row), reason };
    await noteFailure(trx, { ...failure, kind: 'message' });
    await tellUnsaid(row, reason, lease, trx);
  });
}

/**
 * Who asked with a command or a form still gets the verdict, alone: where the root cannot be posted the turn sees to it,
 * and where the root is there and the verdict cannot follow (any more), this.
 * @returns whether they do
 */
async function answerAlone(
  row: OutboxRow,
  reason: string,
  lease: Lease,
  trx: Kysely<Tables>,
): Promise<boolean> {
  if (row.ts !== null) return false;
  const stored = StoredUtterance.parse(row.content);
  if (stored.kind === 'root') return stored.responseUrl !== undefined;
  if (stored.kind !== 'verdict') return false;
  const root = await outgoing(trx, lease, 'root');
  const asked = root && StoredUtterance.parse(root.content);
  if (!root?.ts || asked?.kind !== 'root' || asked.responseUrl === undefined) return false;
  const { responseUrl } = asked;
  const content: StoredUtterance = { kind: 'private', turn: stored.turn, responseUrl, reason };
  await putOutgoing(trx, lease, [{ key: 'private', channel: row.channel, content }]);
  return true;
}

/**
 * Each who asked is told once a turn, or who opened the case where nobody did: alone where the place is lost to us, in the
 * thread where Slack takes other words. With our access gone there is nobody whom we could tell anything.
 */
async function tellUnsaid(
  row: OutboxRow & Sender,
  reason: string,
  lease: Lease,
  trx: Kysely<Tables>,
): Promise<void> {
  const cause = causeOf(reason);
  const stored = StoredUtterance.parse(row.content);
  // A file has its text offered in its place.
  if (cause === 'access' || stored.kind === 'unsaid' || stored.kind === 'export') return;
  const alone = cause === 'place' || row.thread_ts === null;
  const messages = waitingFor(stored, row).map(({ user, name }) => {
    const content: StoredUtterance = { kind: 'unsaid', to: user, alone, reason };
    return { key: `unsaid:${row.turn}${name}`, channel: row.channel, content };
  });
  await putOutgoing(trx, lease, messages);
}

/** Who waits for a message, and what tells them apart in a key: the message with which they asked, which names nobody. */
function waitingFor(
  stored: StoredUtterance,
  { opened_by: opener }: Pick<Sender, 'opened_by'>,
): { user: string; name: string }[] {
  const one = (user: string) => [{ user, name: '' }];
  switch (stored.kind) {
    case 'reply':
      return !stored.to?.length ? one(opener) : stored.to.map(({ user, ts }) => ({ user, name: `:${ts}` }));
    case 'said':
      return one(stored.said.by);
    case 'told':
    case 'stopped':
    case 'no-export':
      return one(stored.by);
    default:
      return one(opener);
  }
}

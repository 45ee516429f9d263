import { merge } from '../advisor/merge.ts';
import type { CaseFile } from '../store/case-file.ts';
import type { Lease } from '../store/lease.ts';
import { type Outgoing, outgoing, putOutgoing } from '../store/outbox.ts';
import type { Act, ByHand } from './acts/act.ts';
import type { CaseWork, TurnWork } from './case-work.ts';
import { deliver } from './deliver.ts';
import type { Root } from './open-root.ts';
import type { Reply, Said, StoredUtterance } from './utterance.ts';
import { TryLaterError } from './voice.ts';

/**
 * Posts what people set by hand, before anything else of the turn: their facts are quoted from there, so its place must
 * be known. Where it can never be posted, the facts count without a link.
 * @throws TryLaterError when it cannot be posted now; nothing of the turn is lost by waiting
 */
export async function sayByHand(
  acts: readonly Act[],
  file: CaseFile,
  root: Root,
  lease: Lease,
  work: TurnWork,
): Promise<ByHand[]> {
  const set = inOrder(acts, file, work);
  if (set.length === 0 || root.failed !== undefined) return set;
  const { channel } = file.row;
  await putOutgoing(
    work.db,
    lease,
    set.map(({ key, said }) => outgoingSaid(key, said, channel)),
  );
  const wait = await deliver(lease, work);
  return Promise.all(set.map(async (each) => placed(each, await placeOf(each.key, wait, lease, work))));
}

/** What was said by hand, told again with the outcome where no reply tells it. */
export const withOutcome = (
  set: readonly ByHand[],
  reply: Reply | undefined,
  channel: string,
): Outgoing[] => {
  const told = reply?.changed !== undefined || reply?.unchanged === true;
  const last = told ? undefined : set.at(-1);
  return last ? [outgoingSaid(last.key, { ...last.said, unchanged: true }, channel)] : [];
};

/** Each against what the ones before it left: of two who submit the same form, the later one wins. */
function inOrder(acts: readonly Act[], { statements }: CaseFile, { ready: { pack } }: TurnWork): ByHand[] {
  const set: ByHand[] = [];
  for (const act of acts) {
    const recorded = [...statements, ...set.flatMap((each) => each.statements)];
    const byHand = act.byHand?.(merge(recorded, pack.vocabulary), pack);
    if (byHand) set.push(byHand);
  }
  return set;
}

function outgoingSaid(key: string, said: Said, channel: string): Outgoing {
  const content: StoredUtterance = { kind: 'said', said };
  return { key, channel, content };
}

async function placeOf(
  key: string,
  wait: number | undefined,
  lease: Lease,
  { db }: CaseWork,
): Promise<string> {
  const row = await outgoing(db, lease, key);
  if (row?.ts) return row.ts;
  if (row?.failed) return key;
  throw new TryLaterError('What somebody set by hand is not posted yet.', wait ?? 0);
}

const placed = (each: ByHand, message: string): ByHand => ({
  ...each,
  statements: each.statements.map((statement) => ({
    ...statement,
    evidence: { ...statement.evidence, message },
  })),
});

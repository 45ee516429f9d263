import { loadDecisions, moveLookAgain } from '../../store/decisions.ts';
import type { InboxBody } from '../../store/inbound.ts';
import type { Act } from './act.ts';
import type { ActContext } from './act-context.ts';
import { inBrief } from './in-brief.ts';
import { putMessage } from './put-message.ts';

type Body = Extract<InboxBody, { kind: 'decision-kept' }>;

/**
 * A decision is still right: the day to look at it again moves on. Undefined when another decision has taken its place,
 * or when somebody else has moved it as far already.
 */
export async function keepDecision(
  { user, at, decision: id, lookAgain }: Body,
  context: ActContext,
): Promise<Act | undefined> {
  const { db, ref } = context;
  const [decision] = await loadDecisions(db, ref);
  if (decision?.id !== id || (decision.lookAgain ?? '') >= lookAgain) return undefined;
  return {
    deed: { by: user, did: `looked at ${inBrief(decision.what)} again: it is still right.` },
    write: async (trx) => {
      await moveLookAgain(trx, ref, id, lookAgain);
      const change = `${user} ${at}`;
      await putMessage(trx, context, `decision:${id}`, { kind: 'decision', decision: id, change });
    },
  };
}

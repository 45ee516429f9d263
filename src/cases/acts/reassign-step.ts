import type { InboxBody } from '../../store/inbound.ts';
import { changeStep, loadSteps } from '../../store/steps.ts';
import type { Act } from './act.ts';
import type { ActContext } from './act-context.ts';
import { inBrief } from './in-brief.ts';
import { putMessage } from './put-message.ts';

type Body = Extract<InboxBody, { kind: 'step-reassigned' }>;

/** Gives a step to somebody else. Undefined when it is theirs already, or not open any more. */
export async function reassignStep(
  { user, at, step: id, owner }: Body,
  context: ActContext,
): Promise<Act | undefined> {
  const { db, ref } = context;
  const step = (await loadSteps(db, ref)).find((each) => each.id === id);
  if (step?.state !== 'open' || step.owner === owner) return undefined;
  return {
    deed: { by: user, did: `changed the owner of ${inBrief(step.what)}.` },
    write: async (trx) => {
      await changeStep(trx, ref, id, { owner }, { user, at: new Date(at) });
      await putMessage(trx, context, 'plan', { kind: 'plan', change: `${user} ${at}` });
    },
  };
}

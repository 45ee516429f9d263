import type { InboxBody } from '../../store/inbound.ts';
import { endStep, loadSteps } from '../../store/steps.ts';
import type { Act } from './act.ts';
import type { ActContext } from './act-context.ts';
import { inBrief } from './in-brief.ts';
import { putMessage } from './put-message.ts';

type Body = Extract<InboxBody, { kind: 'step-dropped' }>;

/** Drops a step. Undefined when it is not open any more: who pressed the button is told so by its listener. */
export async function dropStep({ user, at, step: id }: Body, context: ActContext): Promise<Act | undefined> {
  const { db, ref } = context;
  const step = (await loadSteps(db, ref)).find((each) => each.id === id);
  if (step?.state !== 'open') return undefined;
  return {
    deed: { by: user, did: `dropped the step ${inBrief(step.what)}.` },
    ends: id,
    write: async (trx) => {
      await endStep(trx, ref, id, { state: 'dropped' }, { user, at: new Date(at) });
      await putMessage(trx, context, 'plan', { kind: 'plan', change: `${user} ${at}` });
    },
  };
}

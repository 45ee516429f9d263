import { loadTurn } from '../../store/case-file.ts';
import { addDecision } from '../../store/decisions.ts';
import type { InboxBody } from '../../store/inbound.ts';
import type { Act } from './act.ts';
import type { ActContext } from './act-context.ts';
import { putMessage } from './put-message.ts';

type Body = Extract<InboxBody, { kind: 'decision' }>;

/** Records a decision with the verdict that its maker had before their eyes. The message it posts tells of it. */
export async function decide(body: Body, context: ActContext): Promise<Act | undefined> {
  const { db, ref, file, pack } = context;
  const seen = (await loadTurn(db, ref, body.turn))?.assessment ?? file.assessment;
  if (!seen) return undefined;
  const advice = body.route && pack.guidance.get(body.route)?.advice;
  return {
    deed: undefined,
    write: async (trx) => {
      const decision = await addDecision(trx, ref, {
        route: body.route,
        what: body.what || (advice ?? ''),
        why: body.why,
        owner: body.owner,
        lookAgain: body.lookAgain,
        assessment: seen,
        decidedBy: body.user,
        decidedAt: new Date(body.at),
      });
      await putMessage(trx, context, `decision:${decision}`, { kind: 'decision', decision });
    },
  };
}

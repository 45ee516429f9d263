import { findExperiment } from '../../advisor/experiments.ts';
import type { Statement } from '../../advisor/fact.ts';
import { factsShown, type Outcome } from '../../advisor/shows.ts';
import { shorten } from '../../curator/shorten-quote.ts';
import { parseValue } from '../../curator/verify/verify-facts.ts';
import type { InboxBody } from '../../store/inbound.ts';
import { outgoing } from '../../store/outbox.ts';
import { endStep, loadSteps } from '../../store/steps.ts';
import type { Act } from './act.ts';
import type { ActContext } from './act-context.ts';
import { inBrief } from './in-brief.ts';
import { putMessage } from './put-message.ts';

type Body = Extract<InboxBody, { kind: 'step-done' }>;

const ENDS: Record<Outcome, string> = { passed: 'passed', failed: 'not passed', unclear: 'unclear' };

/**
 * Notes a step as done with what was measured. What its experiment shows becomes a fact of who measured it, which
 * outranks what was read; it is quoted from the plan, which shows the result. Where somebody else ended the step
 * meanwhile, theirs stands, and the thread is told of this one too.
 */
export async function finishStep(body: Body, context: ActContext): Promise<Act | undefined> {
  const { db, ref, pack } = context;
  const { user, at, outcome, result } = body;
  const step = (await loadSteps(db, ref)).find(({ id }) => id === body.step);
  if (!step) return undefined;
  if (step.state !== 'open') {
    const did = `also brought a result of ${inBrief(step.what)}, which was ${step.state} already: ${result}`;
    return { deed: { by: user, did } };
  }
  const shows = findExperiment(pack, step.id)?.shows;
  const shown = shows ? [...factsShown(shows, { outcome, number: body.number })] : [];
  const plan = await outgoing(db, ref, 'plan');
  const evidence = { quote: shorten(result), author: user, at, message: plan?.ts ?? 'plan' };
  const measured = shown.flatMap(([key, given]): Statement[] => {
    const definition = pack.vocabulary.get(key);
    const value = definition && parseValue(given, definition);
    return value === undefined ? [] : [{ key, value, state: 'corrected', evidence }];
  });
  return {
    deed: { by: user, did: `finished ${inBrief(step.what)} (${ENDS[outcome]}): ${result}` },
    ends: step.id,
    restate: (statements) => [...statements, ...measured],
    write: async (trx) => {
      await endStep(trx, ref, step.id, { state: 'done', outcome, result }, { user, at: new Date(at) });
      await putMessage(trx, context, 'plan', { kind: 'plan', change: `${user} ${at}` });
    },
  };
}

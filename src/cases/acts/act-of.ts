import type { InboxBody } from '../../store/inbound.ts';
import type { Act } from './act.ts';
import type { ActContext } from './act-context.ts';
import { assess } from './assess.ts';
import { decide } from './decide.ts';
import { dropStep } from './drop-step.ts';
import { exportCase } from './export-case.ts';
import { factsByHand } from './facts-by-hand.ts';
import { finishStep } from './finish-step.ts';
import { follow } from './follow.ts';
import { forgetPerson } from './forget-person.ts';
import { keepDecision } from './keep-decision.ts';
import { reassignStep } from './reassign-step.ts';
import { takeSteps } from './take-steps.ts';
import { tell } from './tell.ts';

/** What an inbox row does to a case beside its conversation; undefined for what is only said. */
export async function actOf(body: InboxBody, context: ActContext): Promise<Act | undefined> {
  switch (body.kind) {
    case 'facts':
      return factsByHand(body);
    case 'follow':
      return follow(body, context);
    case 'assess':
      return assess(body, context);
    case 'tell':
      return tell(body, context);
    case 'steps':
      return takeSteps(body, context);
    case 'step-dropped':
      return dropStep(body, context);
    case 'step-reassigned':
      return reassignStep(body, context);
    case 'step-done':
      return finishStep(body, context);
    case 'decision':
      return decide(body, context);
    case 'decision-kept':
      return keepDecision(body, context);
    case 'export':
      return exportCase(body, context);
    case 'forget_person':
      return forgetPerson(body, context);
    default:
      return undefined;
  }
}

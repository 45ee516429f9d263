import type { Inbound, InboxBody } from '../../store/inbound.ts';
import type { ActionBody, SubmissionBody } from '../bodies.ts';
import { readDecision } from '../forms/decision-form.ts';
import { readDone } from '../forms/done-form.ts';
import { formInbound } from '../forms/form-place.ts';
import { readPlan } from '../forms/plan-form.ts';

/** The plan as somebody filled it in. Where they changed nothing, there is nothing to keep. */
export function fromPlanForm(body: SubmissionBody, now: number): Inbound | undefined {
  const plan = readPlan(body, now);
  if (!plan || 'errors' in plan || plan.steps.length === 0) return undefined;
  const content: InboxBody = { kind: 'steps', user: body.user.id, at: now, steps: plan.steps };
  return formInbound(body, plan.caseId, content, now);
}

/** What came out of a step. */
export function fromDoneForm(body: SubmissionBody, now: number): Inbound | undefined {
  const done = readDone(body, now);
  return done && formInbound(body, done.caseId, done.content, now);
}

/** What a team decided. */
export function fromDecisionForm(body: SubmissionBody, now: number): Inbound | undefined {
  const decision = readDecision(body, now);
  if (!decision || 'errors' in decision) return undefined;
  return formInbound(body, decision.caseId, decision.content, now);
}

type Pressed = Pick<Inbound, 'caseId' | 'body'> | undefined;

/** "Drop" below a step, confirmed; its value is the case, a colon and the step. */
export function fromStepDrop(
  { value }: ActionBody['actions'][number],
  { user }: ActionBody,
  now: number,
): Pressed {
  const [caseId, step] = value?.split(':') ?? [];
  if (!caseId || !step) return undefined;
  return { caseId, body: { kind: 'step-dropped', user: user.id, at: now, step } };
}

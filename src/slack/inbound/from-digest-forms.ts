import type { Inbound } from '../../store/inbound.ts';
import type { SubmissionBody } from '../bodies.ts';
import { readDropStep } from '../forms/drop-step-form.ts';
import { formInbound } from '../forms/form-place.ts';
import { readReassign } from '../forms/reassign-form.ts';

/** A step that somebody else is to do. */
export function fromReassignForm(body: SubmissionBody, now: number): Inbound | undefined {
  const chosen = readReassign(body, now);
  return chosen && formInbound(body, chosen.caseId, chosen.content, now);
}

/** A step that is to be dropped, confirmed. */
export function fromDropStepForm(body: SubmissionBody, now: number): Inbound | undefined {
  const chosen = readDropStep(body, now);
  return chosen && formInbound(body, chosen.caseId, chosen.content, now);
}

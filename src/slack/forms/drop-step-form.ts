import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { InboxBody } from '../../store/inbound.ts';
import type { Step } from '../../store/steps.ts';
import { inOneLine } from '../blocks/in-one-line.ts';
import type { SubmissionBody } from '../bodies.ts';
import { confirmForm } from './confirm-form.ts';
import { remembered } from './form-place.ts';

export const DROP_STEP_FORM = 'drop_step_form';

const Memory = z.object({ caseId: z.string(), step: z.string() });

/** Asks before a step is dropped. */
export const dropStepForm = (caseId: string, step: Step): ModalView =>
  confirmForm({
    form: DROP_STEP_FORM,
    title: 'Drop this step?',
    text: `*${inOneLine(step.what, 300)}*\nIt leaves the plan. It can be taken on again later.`,
    yes: 'Drop it',
    no: 'Keep it',
    memory: { caseId, step: step.id },
  });

/** The step that is to be dropped, as what is kept of it. */
export function readDropStep(
  body: SubmissionBody,
  now: number,
): { caseId: string; content: Extract<InboxBody, { kind: 'step-dropped' }> } | undefined {
  const memory = remembered(body, Memory);
  if (!memory) return undefined;
  const { caseId, step } = memory;
  return { caseId, content: { kind: 'step-dropped', user: body.user.id, at: now, step } };
}

import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { InboxBody } from '../../store/inbound.ts';
import type { Step } from '../../store/steps.ts';
import { inOneLine } from '../blocks/in-one-line.ts';
import { plain, section } from '../blocks/text-blocks.ts';
import type { SubmissionBody } from '../bodies.ts';
import { remembered } from './form-place.ts';
import { enteredIn, personInput } from './inputs.ts';

export const REASSIGN_FORM = 'reassign_form';

const Memory = z.object({ caseId: z.string(), step: z.string() });

/** Asks who does a step from now on. */
export const reassignForm = (caseId: string, step: Step): ModalView => ({
  type: 'modal',
  callback_id: REASSIGN_FORM,
  title: plain('Give it to somebody'),
  submit: plain('Save'),
  close: plain('Cancel'),
  private_metadata: JSON.stringify({ caseId, step: step.id }),
  blocks: [
    section(`*${inOneLine(step.what, 300)}*`),
    personInput({
      id: 'owner',
      label: 'Who does it?',
      hint: 'The plan in the thread shows the name; nobody is pinged.',
      initial: step.owner,
    }),
  ],
});

/** Who was chosen, as what is kept of it; undefined while nobody is. */
export function readReassign(
  body: SubmissionBody,
  now: number,
): { caseId: string; content: Extract<InboxBody, { kind: 'step-reassigned' }> } | undefined {
  const memory = remembered(body, Memory);
  const owner = enteredIn(body.view.state.values, 'owner');
  if (!memory || owner === '') return undefined;
  const { caseId, step } = memory;
  return { caseId, content: { kind: 'step-reassigned', user: body.user.id, at: now, step, owner } };
}

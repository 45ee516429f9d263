import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { plain } from '../blocks/text-blocks.ts';
import type { SubmissionBody } from '../bodies.ts';
import { remembered } from './form-place.ts';
import { enteredIn, option, radioInput, textInput } from './inputs.ts';

export const FEEDBACK_FORM = 'feedback_form';

const Memory = z.object({ caseId: z.string(), turn: z.number() });
const About = z.enum(['fact', 'missing', 'advice', 'other']);

/** What was wrong with an assessment. */
export const feedbackForm = (memory: z.infer<typeof Memory>): ModalView => ({
  type: 'modal',
  callback_id: FEEDBACK_FORM,
  title: plain('What was wrong?'),
  submit: plain('Send'),
  close: plain('Cancel'),
  private_metadata: JSON.stringify(memory),
  blocks: [
    radioInput({
      id: 'about',
      label: 'What was not useful?',
      options: [
        option('A fact is wrong', 'fact'),
        option('A fact is missing', 'missing'),
        option('The facts are right, the advice is not', 'advice'),
        option('Something else', 'other'),
      ],
    }),
    textInput({
      id: 'words',
      label: 'In your own words',
      hint: 'Only those who run this adviser read it.',
      longest: 1_000,
      multiline: true,
      optional: true,
    }),
  ],
});

export interface FilledFeedback extends z.infer<typeof Memory> {
  about: z.infer<typeof About>;
  /** Undefined where they said nothing more. */
  words: string | undefined;
}

/** Reads what was sent. */
export function readFeedback(body: SubmissionBody): FilledFeedback | undefined {
  const memory = remembered(body, Memory);
  const about = About.safeParse(enteredIn(body.view.state.values, 'about'));
  if (!memory || !about.success) return undefined;
  return { ...memory, about: about.data, words: enteredIn(body.view.state.values, 'words') || undefined };
}

import type { ContextActionsBlock } from '@slack/types';
import { plain } from './text-blocks.ts';

/** The value is yes or no, a colon and the case. */
export const FEEDBACK_ACTION = 'feedback';

/** "Was this useful?" below a verdict. */
export const feedbackButtons = (caseId: string): ContextActionsBlock => ({
  type: 'context_actions',
  elements: [
    {
      type: 'feedback_buttons',
      action_id: FEEDBACK_ACTION,
      positive_button: {
        text: plain('Useful'),
        value: `yes:${caseId}`,
        accessibility_label: 'This advice was useful',
      },
      negative_button: {
        text: plain('Not useful'),
        value: `no:${caseId}`,
        accessibility_label: 'This advice was not useful; say what was wrong',
      },
    },
  ],
});

import type { ActionsBlock, Button, Overflow } from '@slack/types';
import type { VerdictUtterance } from '../../cases/utterance.ts';
import type { Setting } from './people.ts';

export const WHY_ACTION = 'why';
/** Opens the form for the open questions. */
export const ANSWER_ACTION = 'answer';
/** The menu (⋯); the value of a choice is its name, a colon and the case. */
export const MENU_ACTION = 'case_menu';

/** Suggests a plan; the value is the case. */
export const PLAN_ACTION = 'make_plan';

export type MenuChoice =
  | 'facts'
  | 'stop_following'
  | 'follow'
  | 'decide'
  | 'changed_since'
  | 'export'
  | 'forget';

/** Choices of the menu that change whether we follow a thread. */
export const FOLLOW_CHOICES: ReadonlyMap<string, boolean> = new Map<MenuChoice, boolean>([
  ['stop_following', false],
  ['follow', true],
]);

/** What people can do with a verdict. In a private answer there is no thread yet, and so no menu. */
export function caseButtons(verdict: VerdictUtterance, { place }: Setting): ActionsBlock {
  const { caseId, threadTs } = place;
  if (threadTs === undefined) return { type: 'actions', elements: [whyButton(caseId)] };
  const answer = verdict.assessment.questions.length === 0 ? [] : [answerButton(caseId)];
  return {
    type: 'actions',
    elements: [...answer, whyButton(caseId), planButton(caseId), caseMenu(caseId, verdict)],
  };
}

const answerButton = (caseId: string): Button => ({
  type: 'button',
  action_id: ANSWER_ACTION,
  text: { type: 'plain_text', text: 'Answer' },
  value: caseId,
  accessibility_label: 'Answer the open questions in a form',
});

const whyButton = (caseId: string): Button => ({
  type: 'button',
  action_id: WHY_ACTION,
  text: { type: 'plain_text', text: 'Why?' },
  value: caseId,
  accessibility_label: 'Why this advice: the ladder, all quotations and sources',
});

const planButton = (caseId: string): Button => ({
  type: 'button',
  action_id: PLAN_ACTION,
  text: { type: 'plain_text', text: 'Make it a plan' },
  value: caseId,
  accessibility_label: 'Make it a plan: choose steps, owners and dates',
});

/** Slack takes at most five choices; forgetting has its command and its word in the thread as well. */
function caseMenu(caseId: string, { following, decided }: VerdictUtterance): Overflow {
  const choice = (name: MenuChoice, text: string) => ({
    text: { type: 'plain_text' as const, text },
    value: `${name}:${caseId}`,
  });
  return {
    type: 'overflow',
    action_id: MENU_ACTION,
    options: [
      choice('facts', 'Facts: look, confirm, correct'),
      following ? choice('stop_following', 'Stop following') : choice('follow', 'Follow this thread again'),
      choice('decide', 'Record a decision'),
      choice('export', 'Export as a file'),
      decided
        ? choice('changed_since', 'What has changed since we decided')
        : choice('forget', 'Forget this case …'),
    ],
  };
}

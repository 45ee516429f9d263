import type { ActionsBlock, Button, Overflow } from '@slack/types';
import type { VerdictUtterance } from '../../cases/utterance.ts';
import type { Setting } from './people.ts';

export const WHY_ACTION = 'why';
/** Opens the form for the open questions. */
export const ANSWER_ACTION = 'answer';
/** The menu (⋯); the value of a choice is its name, a colon and the case. */
export const MENU_ACTION = 'case_menu';

export type MenuChoice = 'facts' | 'stop_following' | 'follow';

/** Choices of the menu that change whether we follow a thread. */
export const FOLLOW_CHOICES: ReadonlyMap<string, boolean> = new Map<MenuChoice, boolean>([
  ['stop_following', false],
  ['follow', true],
]);

/** What people can do with a verdict. In a private answer there is no thread yet, and so no menu. */
export function caseButtons({ assessment, following }: VerdictUtterance, { place }: Setting): ActionsBlock {
  const answer =
    place.threadTs === undefined || assessment.questions.length === 0 ? [] : [answerButton(place.caseId)];
  const menu = place.threadTs === undefined ? [] : [caseMenu(place.caseId, following)];
  return { type: 'actions', elements: [...answer, whyButton(place.caseId), ...menu] };
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

function caseMenu(caseId: string, following: boolean): Overflow {
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
    ],
  };
}

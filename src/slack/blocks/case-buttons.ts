import type { ActionsBlock, Button, Overflow } from '@slack/types';
import type { VerdictUtterance } from '../../cases/utterance.ts';
import type { Setting } from './people.ts';

export const WHY_ACTION = 'why';
/** The menu (⋯); the value of a choice is its name, a colon and the case. */
export const MENU_ACTION = 'case_menu';

/** Suggests a plan; the value is the case. */
export const PLAN_ACTION = 'make_plan';

export type MenuChoice = 'stop_following' | 'follow' | 'decide' | 'changed_since' | 'export' | 'forget';

/** Choices of the menu that change whether we follow a thread. */
export const FOLLOW_CHOICES: ReadonlyMap<string, boolean> = new Map<MenuChoice, boolean>([
  ['stop_following', false],
  ['follow', true],
]);

/** What people can do with a verdict. In a private answer there is no thread yet, and so no menu. */
export function caseButtons(verdict: VerdictUtterance, { place }: Setting): ActionsBlock {
  const inThread =
    place.threadTs === undefined ? [] : [planButton(place.caseId), caseMenu(place.caseId, verdict)];
  return { type: 'actions', elements: [whyButton(place.caseId), ...inThread] };
}

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

/** Slack takes at most five choices. */
function caseMenu(caseId: string, { following, decided }: VerdictUtterance): Overflow {
  const choice = (name: MenuChoice, text: string) => ({
    text: { type: 'plain_text' as const, text },
    value: `${name}:${caseId}`,
  });
  return {
    type: 'overflow',
    action_id: MENU_ACTION,
    options: [
      following ? choice('stop_following', 'Stop following') : choice('follow', 'Follow this thread again'),
      choice('decide', 'Record a decision'),
      ...(decided ? [choice('changed_since', 'What has changed since we decided')] : []),
      choice('export', 'Export as a file'),
      choice('forget', 'Forget this case …'),
    ],
  };
}

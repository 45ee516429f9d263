import type { ModalView, PlainTextOption } from '@slack/types';
import type { ListedCase } from '../../store/case-lists.ts';
import { context, plain, section } from '../blocks/text-blocks.ts';
import { cut } from '../blocks/verdict-parts.ts';
import type { SubmissionBody } from '../bodies.ts';
import { dayInWords } from '../day-in-words.ts';
import { headlineOf } from '../status-message.ts';
import { enteredIn, option, radioInput } from './inputs.ts';

export const FORGET_FORM = 'forget_form';

const EVERYTHING = 'everything';
/** Slack takes so many characters in an option, and ten options. */
const LONGEST_OPTION = 75;
const ELLIPSIS = ' …'.length;
export const MOST_CASES = 9;

const WHAT_GOES = [
  '*A case* goes as a whole, for everybody: facts and quotations, whoever said them, assessments, plan, decisions, feedback, files, and my messages in its thread.',
  "*Everything of mine in this workspace*: all cases that you opened; and in other people's cases your facts and quotations, your messages, your feedback, steps you took on and decisions you recorded. The advice there is computed anew without them.",
].join('\n');
const WHAT_STAYS = [
  '*It cannot be taken back.* I delete it from my database and its caches, and tell you in a direct message when it is done.',
  '*Slack itself still holds* what people wrote there; only they and your admins can delete that. An answer that only you could see goes when you reload Slack.',
  '*Backups* that your operators make keep it until they expire.',
].join('\n');
const WHO =
  'Only who opened a case can have it forgotten. If they left the workspace or the channel, anybody in the channel can.';

/** Asks what is to be forgotten, and says what that means. @param cases which the viewer may have forgotten */
export const forgetForm = (cases: readonly ListedCase[]): ModalView => ({
  type: 'modal',
  callback_id: FORGET_FORM,
  title: plain('Forget'),
  submit: plain('Forget it'),
  close: plain('Keep it'),
  blocks: [
    radioInput({
      id: 'what',
      label: 'What should I forget?',
      options: [
        ...cases.slice(0, MOST_CASES).map(choiceOf),
        option('Everything of mine in this workspace', EVERYTHING),
      ],
    }),
    section(WHAT_GOES),
    section(WHAT_STAYS),
    context(WHO),
  ],
});

/** Several cases may have the same headline; when they were asked tells them apart. */
function choiceOf(found: ListedCase): PlainTextOption {
  const at = found.openedAt.toISOString();
  const asked = `Asked on ${dayInWords(at.slice(0, 10))} at ${at.slice(11, 16)} (UTC)`;
  return {
    ...option(cut(headlineOf(found), LONGEST_OPTION - ELLIPSIS), found.caseId),
    description: plain(asked),
  };
}

/** What somebody chose; undefined where they chose nothing. */
export function readForget(body: SubmissionBody): { caseId: string } | 'everything' | undefined {
  const chosen = enteredIn(body.view.state.values, 'what');
  if (chosen === '') return undefined;
  return chosen === EVERYTHING ? 'everything' : { caseId: chosen };
}

/** What the form says once it is kept. */
export const forgettingView = (): ModalView => ({
  type: 'modal',
  title: plain('Forget'),
  close: plain('Close'),
  blocks: [section('It is being forgotten now. I tell you in a direct message when it is done.')],
});

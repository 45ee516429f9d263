import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Assessment } from '../../advisor/assessment.ts';
import type { Pack } from '../../advisor/pack.ts';
import { Route } from '../../advisor/routes.ts';
import type { InboxBody } from '../../store/inbound.ts';
import { capital } from '../../text/capital.ts';
import { escapeText } from '../blocks/mrkdwn.ts';
import { plain, section } from '../blocks/text-blocks.ts';
import { cut } from '../blocks/verdict-parts.ts';
import type { SubmissionBody } from '../bodies.ts';
import { nextLook } from '../day-in-words.ts';
import { remembered } from './form-place.ts';
import { dayInput, enteredIn, option, personInput, selectInput, textInput } from './inputs.ts';
import { isPast } from './past-day.ts';

export const DECISION_FORM = 'decision_form';

const OTHER = 'other';
/** Slack takes so many characters in an option. */
const LONGEST_OPTION = 75;

const Memory = z.object({ caseId: z.string(), turn: z.number() });

/** What was decided, why, by whom, and when to look at it again. */
export function decisionForm(
  { caseId, turn }: z.infer<typeof Memory>,
  assessment: Assessment,
  pack: Pack,
  { user, today }: { user: string; today: string },
): ModalView {
  const routes = [...pack.guidance.values()].map(({ route, advice }) =>
    option(cut(capital(advice), LONGEST_OPTION), route),
  );
  return {
    type: 'modal',
    callback_id: DECISION_FORM,
    title: plain('Record a decision'),
    submit: plain('Record'),
    close: plain('Cancel'),
    private_metadata: JSON.stringify({ caseId, turn }),
    blocks: [
      section(
        `The advice as it stands: *${escapeText(assessment.headline.text)}* It is kept with your decision, with its facts and quotations.`,
      ),
      selectInput({
        id: 'route',
        label: 'What have you decided?',
        options: [...routes, option('Something else (say it below)', OTHER)],
        initial: routes.find(({ value }) => value === assessment.verdict.route),
      }),
      textInput({
        id: 'what',
        label: 'In your own words',
        hint: 'Shown instead of the choice above.',
        longest: 300,
        multiline: true,
        optional: true,
      }),
      textInput({ id: 'why', label: 'Why?', longest: 600, multiline: true }),
      personInput({ id: 'owner', label: 'Who owns it?', initial: user, optional: true }),
      dayInput({
        id: 'look_again',
        label: 'When to look at it again?',
        initial: nextLook(today),
        optional: true,
      }),
    ],
  };
}

/** What was filled in, or what is wrong with it by field. */
export type FilledDecision =
  | { caseId: string; content: Extract<InboxBody, { kind: 'decision' }> }
  | { errors: Record<string, string> };

/** Reads a submitted decision. */
export function readDecision(body: SubmissionBody, now: number): FilledDecision | undefined {
  const memory = remembered(body, Memory);
  if (!memory) return undefined;
  const entered = (id: string) => enteredIn(body.view.state.values, id);
  const route = Route.safeParse(entered('route')).data;
  const owner = entered('owner');
  const lookAgain = entered('look_again');
  const errors = {
    ...(route === undefined && entered('what') === '' ? { what: 'Say in a sentence what you decided.' } : {}),
    ...(entered('why') === '' ? { why: 'Say in a sentence why; later it matters most.' } : {}),
    ...(isPast(lookAgain, now) ? { look_again: 'That day is over. Choose a later one, or none.' } : {}),
  };
  if (Object.keys(errors).length > 0) return { errors };
  return {
    caseId: memory.caseId,
    content: {
      kind: 'decision',
      user: body.user.id,
      at: now,
      ...(route ? { route } : {}),
      what: entered('what'),
      why: entered('why'),
      ...(owner ? { owner } : {}),
      ...(lookAgain ? { lookAgain } : {}),
      turn: memory.turn,
    },
  };
}

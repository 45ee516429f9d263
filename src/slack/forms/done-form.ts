import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { findExperiment } from '../../advisor/experiments.ts';
import type { Pack } from '../../advisor/pack.ts';
import { Outcome } from '../../advisor/shows.ts';
import type { InboxBody } from '../../store/inbound.ts';
import type { Step } from '../../store/steps.ts';
import { inOneLine } from '../blocks/in-one-line.ts';
import { plain, section } from '../blocks/text-blocks.ts';
import type { SubmissionBody } from '../bodies.ts';
import { remembered } from './form-place.ts';
import { enteredIn, numberInput, option, radioInput, textInput } from './inputs.ts';

export const DONE_FORM = 'step_done_form';

const Memory = z.object({ caseId: z.string(), step: z.string() });

/** A result is shown in the plan as it is, so it is short. */
const LONGEST_RESULT = 120;

/** What came out of a step. Where its experiment measures a number that the vocabulary knows, that is asked for too. */
export function doneForm(caseId: string, step: Step, pack: Pack): ModalView {
  const key = findExperiment(pack, step.id)?.shows?.number;
  const definition = key === undefined ? undefined : pack.vocabulary.get(key);
  const told = [
    `*${inOneLine(step.what, 300)}*`,
    ...(step.measure ? [`Measure: ${inOneLine(step.measure, 150)}`] : []),
    ...(step.pass ? [`Pass: ${inOneLine(step.pass, 150)}`] : []),
  ];
  return {
    type: 'modal',
    callback_id: DONE_FORM,
    title: plain('What came out?'),
    submit: plain('Save'),
    close: plain('Cancel'),
    private_metadata: JSON.stringify({ caseId, step: step.id }),
    blocks: [
      section(told.join('\n')),
      textInput({
        id: 'result',
        label: 'The measured result',
        hint: 'In a few words, with the numbers: “41 of 50 right with the rule, 12 without”.',
        longest: LONGEST_RESULT,
      }),
      radioInput({
        id: 'outcome',
        label: 'Did it reach the pass mark?',
        options: [option('Yes', 'passed'), option('No', 'failed'), option('It cannot be told', 'unclear')],
      }),
      ...(definition?.type === 'number'
        ? [
            numberInput({
              id: 'number',
              label: definition.question,
              hint: `A number (${definition.unit}). I go by it from here on. Leave it empty if you did not measure that.`,
              least: definition.least,
              most: definition.most,
              optional: true,
            }),
          ]
        : []),
    ],
  };
}

/** What was filled in, as what is kept of it. */
export function readDone(
  body: SubmissionBody,
  now: number,
): { caseId: string; content: Extract<InboxBody, { kind: 'step-done' }> } | undefined {
  const memory = remembered(body, Memory);
  const { values } = body.view.state;
  const outcome = Outcome.safeParse(enteredIn(values, 'outcome'));
  const result = enteredIn(values, 'result');
  if (!memory || !outcome.success || result === '') return undefined;
  const entered = enteredIn(values, 'number');
  const number = entered === '' ? Number.NaN : Number(entered);
  const { caseId, step } = memory;
  return {
    caseId,
    content: {
      kind: 'step-done',
      user: body.user.id,
      at: now,
      step,
      outcome: outcome.data,
      result,
      ...(Number.isFinite(number) ? { number } : {}),
    },
  };
}

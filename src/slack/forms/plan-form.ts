import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { FilledStep, StepFields } from '../../store/inbound-plan.ts';
import { context, header, plain, section } from '../blocks/text-blocks.ts';
import type { SubmissionBody } from '../bodies.ts';
import { remembered } from './form-place.ts';
import { dayInput, enteredIn, isTicked, personInput, textInput, tickInput } from './inputs.ts';
import { isPast } from './past-day.ts';

export const PLAN_FORM = 'plan_form';

/** A step as the form shows it. */
export interface FormStep {
  id: string;
  fact: string | undefined;
  /** Whether the case has it already; a new one can be left out. */
  known: boolean;
  fields: StepFields;
  /** What the team said that it builds on, as mrkdwn. */
  note: string | undefined;
}

const Memory = z.object({
  caseId: z.string(),
  steps: z.array(z.object({ id: z.string(), fact: z.string().optional(), known: z.boolean() })),
});

const LONGEST = { what: 500, measure: 200, pass: 200 } as const;
const FIELDS = ['what', 'measure', 'pass', 'owner', 'due'] as const;

const DIVIDER: KnownBlock = { type: 'divider' };

const place = (index: number, field: keyof StepFields | 'take'): string => `${index}:${field}`;

/** The plan, or one step of it, to be edited. @param intro what is said above it, as mrkdwn */
export const planForm = (
  caseId: string,
  steps: readonly FormStep[],
  { title, intro }: { title: string; intro: string },
): ModalView => ({
  type: 'modal',
  callback_id: PLAN_FORM,
  title: plain(title),
  submit: plain('Save'),
  close: plain('Cancel'),
  private_metadata: JSON.stringify({
    caseId,
    steps: steps.map(({ id, fact, known }) => ({ id, fact, known })),
  }),
  blocks: [section(intro), ...steps.flatMap((step, index) => stepBlocks(step, index, steps.length))],
});

function stepBlocks({ known, fields, note }: FormStep, index: number, count: number): KnownBlock[] {
  const at = (field: keyof StepFields) => place(index, field);
  const name = count > 1 ? `Step ${index + 1}` : 'The step';
  return [
    ...(count > 1 ? [DIVIDER] : []),
    ...(known
      ? [header(name)]
      : [tickInput({ id: place(index, 'take'), label: name, text: 'Take this step on' })]),
    textInput({
      id: at('what'),
      label: 'What to do',
      longest: LONGEST.what,
      initial: fields.what,
      multiline: true,
    }),
    ...(note === undefined ? [] : [context(note)]),
    textInput({
      id: at('measure'),
      label: 'What to measure',
      longest: LONGEST.measure,
      initial: fields.measure,
      optional: true,
    }),
    textInput({
      id: at('pass'),
      label: 'Pass mark',
      longest: LONGEST.pass,
      initial: fields.pass,
      optional: true,
    }),
    personInput({ id: at('owner'), label: 'Who does it', initial: fields.owner, optional: true }),
    dayInput({ id: at('due'), label: 'Until when', initial: fields.due, optional: true }),
  ];
}

/** What was filled in, or what is wrong with it by field. */
export type FilledPlan = { caseId: string; steps: FilledStep[] } | { errors: Record<string, string> };

/** Reads a submitted plan: new steps that were ticked, and of the others what the person changed. */
export function readPlan(body: SubmissionBody, now: number): FilledPlan | undefined {
  const memory = remembered(body, Memory);
  if (!memory) return undefined;
  const { values } = body.view.state;
  const shown = shownIn(body.view.blocks);
  const errors: Record<string, string> = {};
  const steps = memory.steps.flatMap(({ id, fact, known }, index): FilledStep[] => {
    if (!known && !isTicked(values, place(index, 'take'))) return [];
    const entered = (field: keyof StepFields) => enteredIn(values, place(index, field));
    const changed = FIELDS.filter((field) => entered(field) !== (shown.get(place(index, field)) ?? ''));
    if (entered('what') === '') errors[place(index, 'what')] = 'Say in a sentence what to do.';
    if (changed.includes('due') && isPast(entered('due'), now))
      errors[place(index, 'due')] = 'That day is over. Choose a later one, or none.';
    if (known && changed.length === 0) return [];
    const fields = {
      what: entered('what'),
      measure: entered('measure'),
      pass: entered('pass'),
      owner: entered('owner'),
      due: entered('due'),
    };
    return [{ id, ...(fact === undefined ? {} : { fact }), fields, changed }];
  });
  if (Object.keys(errors).length > 0) return { errors };
  const firstNew = memory.steps.findIndex(({ known }) => !known);
  if (steps.length === 0 && firstNew !== -1)
    return { errors: { [place(firstNew, 'take')]: 'Tick at least one step, or cancel.' } };
  return { caseId: memory.caseId, steps };
}

const ShownInput = z.object({
  block_id: z.string(),
  element: z.object({
    initial_value: z.string().optional(),
    initial_user: z.string().optional(),
    initial_date: z.string().optional(),
  }),
});

/** What the fields held when the form was opened. */
function shownIn(blocks: readonly unknown[]): Map<string, string> {
  return new Map(
    blocks.flatMap((block): [string, string][] => {
      const parsed = ShownInput.safeParse(block);
      if (!parsed.success) return [];
      const { initial_value: text, initial_user: user, initial_date: date } = parsed.data.element;
      return [[parsed.data.block_id, (text ?? user ?? date ?? '').trim()]];
    }),
  );
}

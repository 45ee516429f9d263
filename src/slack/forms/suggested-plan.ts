import type { ModalView } from '@slack/types';
import type { OfferedStep } from '../../advisor/offered-steps.ts';
import { factOf } from '../../advisor/situation.ts';
import type { CaseRecord } from '../../cases/record-utterances.ts';
import type { Planned } from '../../curator/plan.ts';
import type { Step } from '../../store/steps.ts';
import { inOneLine } from '../blocks/in-one-line.ts';
import { escapeText, link } from '../blocks/mrkdwn.ts';
import { messageUrl, nameOf, type Setting } from '../blocks/people.ts';
import { type FormStep, planForm } from './plan-form.ts';

export const openSteps = ({ steps }: CaseRecord): Step[] => steps.filter(({ state }) => state === 'open');

/** The form with what is open and what is suggested; undefined where there is neither. */
export function suggestedPlan(
  record: CaseRecord,
  { steps, curator }: Planned,
  setting: Setting,
): ModalView | undefined {
  const known = openSteps(record).map((step) => knownStep(step, record, setting));
  const shown = [...known, ...steps.map((step) => newStep(step, record, setting))];
  if (shown.length === 0) return undefined;
  const by = curator === 'llm' ? 'a model chose among the experiments of my guidance' : 'from my guidance';
  const intro =
    steps.length === 0
      ? 'The plan as it stands. My guidance has no further experiment for now.'
      : `What I would do next, in this order (${by}). Change what you like and untick what you leave out. Saved, it is posted in the thread.`;
  return planForm(setting.place.caseId, shown, { title: 'Make it a plan', intro });
}

function newStep({ id, experiment, fact }: OfferedStep, record: CaseRecord, setting: Setting): FormStep {
  const margin = experiment.margin === undefined ? '' : ` (± ${experiment.margin} points)`;
  const said = noteOn(fact, record, setting);
  return {
    id,
    fact,
    known: false,
    fields: {
      what: experiment.do,
      measure: experiment.measure,
      pass: `${experiment.pass}${margin}`,
      owner: '',
      due: '',
    },
    note: [`Takes ${escapeText(experiment.effort)}`, ...(said ? [`you said: ${said}`] : [])].join('  ·  '),
  };
}

/** A step of the case, to be changed. */
export const knownStep = (step: Step, record: CaseRecord, setting: Setting): FormStep => ({
  id: step.id,
  fact: step.fact,
  known: true,
  fields: {
    what: step.what,
    measure: step.measure,
    pass: step.pass,
    owner: step.owner ?? '',
    due: step.due ?? '',
  },
  note: noteOn(step.fact, record, setting),
});

/** What the team said that a step builds on. */
function noteOn(key: string | undefined, { assessment }: CaseRecord, setting: Setting): string | undefined {
  const fact = key === undefined ? undefined : factOf(assessment.situation, key);
  if (!fact || fact.evidence.quote === '') return undefined;
  const url = messageUrl(fact.evidence.message, setting);
  const name = escapeText(nameOf(fact.evidence.author, setting));
  return `“${inOneLine(fact.evidence.quote, 120)}”  ${name}${url ? ` ${link(url, '↗')}` : ''}`;
}

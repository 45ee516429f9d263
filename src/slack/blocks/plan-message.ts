import type { ActionsBlock, Button, KnownBlock } from '@slack/types';
import type { Assessment } from '../../advisor/assessment.ts';
import type { Pack } from '../../advisor/pack.ts';
import { factOf } from '../../advisor/situation.ts';
import type { RecordUtterance } from '../../cases/record-utterances.ts';
import type { Step } from '../../store/steps.ts';
import { dayInWords } from '../day-in-words.ts';
import { inOneLine } from './in-one-line.ts';
import { escapeText, link } from './mrkdwn.ts';
import { messageUrl, nameOf, type Setting } from './people.ts';
import { createSourceNumbers } from './sources.ts';
import { paged, plain, section } from './text-blocks.ts';
import type { Rendered } from './verdict-message.ts';
import { cut, oneLine } from './verdict-parts.ts';

export const STEP_DONE_ACTION = 'step_done';
export const STEP_CHANGE_ACTION = 'step_change';
export const STEP_DROP_ACTION = 'step_drop';

/** So many open steps are shown with their buttons, and so many that are done; the rest is counted. */
const MOST_OPEN = 5;
const MOST_ENDED = 4;
const LONGEST_WHAT = 300;
const LONGEST_LINE = 120;
const LONGEST_ENDED = 80;

const ENDS = { passed: 'passed', failed: 'not passed', unclear: 'unclear' };

type PlanUtterance = Extract<RecordUtterance, { kind: 'plan' }>;

/** The plan of a case, kept up to date in place: open steps with their buttons, then what became of the others. */
export function planMessage({ steps, assessment }: PlanUtterance, pack: Pack, setting: Setting): Rendered {
  const open = steps.filter(({ state }) => state === 'open');
  const done = steps.filter(({ state }) => state === 'done');
  const dropped = steps.filter(({ state }) => state === 'dropped');
  const title = headline(open.length, done.length, dropped.length);
  const numbers = createSourceNumbers(pack, setting.today);
  const shown = open
    .slice(0, MOST_OPEN)
    .flatMap((step): KnownBlock[] => [
      section(stepText(step, steps.indexOf(step) + 1, assessment, numbers.marks(step.passages), setting)),
      stepButtons(step, setting.place.caseId),
    ]);
  const ended = [
    ...(open.length > MOST_OPEN ? [`and ${open.length - MOST_OPEN} more open steps`] : []),
    ...done.slice(-MOST_ENDED).map((step) => doneLine(step, steps.indexOf(step) + 1, setting)),
    ...dropped.slice(-MOST_ENDED).map((step) => droppedLine(step, steps.indexOf(step) + 1, setting)),
  ];
  return {
    text: `The plan: ${title}`,
    blocks: [section(`*The plan*  ·  ${title}`), ...shown, ...paged(ended)],
  };
}

function headline(open: number, done: number, dropped: number): string {
  const parts = [
    ...(open > 0 ? [`${open} open`] : []),
    ...(done > 0 ? [`${done} done`] : []),
    ...(dropped > 0 ? [`${dropped} dropped`] : []),
  ];
  return parts.join(', ');
}

function stepText(
  step: Step,
  number: number,
  assessment: Assessment,
  marks: string,
  setting: Setting,
): string {
  const lines = [
    `*${number}.* ${inOneLine(step.what, LONGEST_WHAT)}${marks ? ` ${marks}` : ''}`,
    ...(step.measure ? [`Measure: ${inOneLine(step.measure, LONGEST_LINE)}`] : []),
    ...(step.pass ? [`*Pass: ${inOneLine(step.pass, LONGEST_LINE)}*`] : []),
    `${ownerText(step, setting)}  ·  ${dueText(step, setting)}`,
    ...quoted(step, assessment, setting),
  ];
  return lines.join('\n');
}

function ownerText({ owner }: Step, setting: Setting): string {
  if (!owner) return 'Nobody has taken it on yet';
  const name = escapeText(nameOf(owner, setting));
  return setting.gone?.has(owner)
    ? `Owner: ${name} (this account is not active: choose somebody else with *Change*)`
    : `Owner: ${name}`;
}

function dueText({ due }: Step, { today }: Setting): string {
  if (!due) return 'no date';
  return due < today ? `was due ${dayInWords(due)}` : `due ${dayInWords(due)}`;
}

/** What the team said that the step builds on, while it is still there. */
function quoted({ fact: key }: Step, { situation }: Assessment, setting: Setting): string[] {
  const fact = key === undefined ? undefined : factOf(situation, key);
  if (!fact || fact.evidence.quote === '') return [];
  const url = messageUrl(fact.evidence.message, setting);
  const said = `“${inOneLine(fact.evidence.quote, LONGEST_LINE)}”  ${escapeText(nameOf(fact.evidence.author, setting))}`;
  return [`> ${said}${url ? ` ${link(url, '↗')}` : ''}`];
}

const doneLine = ({ what, result, outcome, updatedBy }: Step, number: number, setting: Setting): string => {
  const end = outcome ? ` (${ENDS[outcome]})` : '';
  const by = escapeText(nameOf(updatedBy, setting));
  return `✓ ${number}. ${inOneLine(what, LONGEST_ENDED)}${end}${result ? `: “${inOneLine(result, LONGEST_LINE)}”` : ''}  ${by}`;
};

const droppedLine = ({ what, updatedBy }: Step, number: number, setting: Setting): string =>
  `– ${number}. ${inOneLine(what, LONGEST_ENDED)}: dropped by ${escapeText(nameOf(updatedBy, setting))}`;

function stepButtons({ id, what }: Step, caseId: string): ActionsBlock {
  const button = (action: string, text: string): Button => ({
    type: 'button',
    action_id: action,
    text: plain(text),
    value: `${caseId}:${id}`,
    accessibility_label: `${text}: ${cut(oneLine(what), 50)}`,
  });
  return {
    type: 'actions',
    elements: [
      button(STEP_DONE_ACTION, 'Done'),
      button(STEP_CHANGE_ACTION, 'Change'),
      {
        ...button(STEP_DROP_ACTION, 'Drop'),
        confirm: {
          title: plain('Drop this step?'),
          text: plain('It leaves the plan. It can be taken on again later.'),
          confirm: plain('Drop it'),
          deny: plain('Keep it'),
        },
      },
    ],
  };
}

/** The people whose names a plan shows. */
export const peopleInPlan = ({ steps, assessment }: PlanUtterance): string[] =>
  steps.flatMap(({ owner, updatedBy, fact: key }) => {
    const fact = key === undefined ? undefined : factOf(assessment.situation, key);
    return [...(owner ? [owner] : []), updatedBy, ...(fact ? [fact.evidence.author] : [])];
  });

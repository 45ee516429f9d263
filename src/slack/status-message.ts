import type { KnownBlock } from '@slack/types';
import { dayOf } from '../clock.ts';
import type { CaseList, ListedCase } from '../store/case-lists.ts';
import type { ListedStep } from '../store/due-lists.ts';
import { inOneLine } from './blocks/in-one-line.ts';
import { escapeText } from './blocks/mrkdwn.ts';
import { context, plain, section } from './blocks/text-blocks.ts';
import type { Rendered } from './blocks/verdict-message.ts';
import { threadLink } from './case-link.ts';
import { dayInWords } from './day-in-words.ts';
import { dueInWords } from './due-in-words.ts';
import { FORGET_ACTION } from './forget-actions.ts';

/** So many steps of a case are shown; the others are counted. */
const MOST_STEPS = 2;

/** What a list of cases needs to know of its viewer. */
export interface ListSetting {
  /** Who looks at it. */
  viewer: string;
  /** Display names by user id. */
  names: ReadonlyMap<string, string>;
  workspaceUrl: string;
  /** Today, YYYY-MM-DD. */
  today: string;
}

/** `/finetune status`: the cases of a channel, for who asked alone. */
export function statusMessage(
  { cases, total }: CaseList,
  steps: readonly ListedStep[],
  setting: ListSetting,
): Rendered {
  if (total === 0) {
    const text =
      'There is no case in this channel yet. Type `/finetune` and your situation in a few sentences, and I open one.';
    return { text, blocks: [section(text)] };
  }
  const title = total === 1 ? 'One case in this channel' : `${total} cases in this channel`;
  const more = total - cases.length;
  return {
    text: title,
    blocks: [
      section(`*${title}*`),
      ...cases.map((each) =>
        caseSection(
          each,
          steps.filter(({ caseId }) => caseId === each.caseId),
          setting,
        ),
      ),
      ...(more > 0 ? [context(`and ${more} more, which moved longer ago`)] : []),
    ],
  };
}

function caseSection(found: ListedCase, steps: readonly ListedStep[], setting: ListSetting): KnownBlock {
  const { viewer, names, workspaceUrl, today } = setting;
  const moved = dayOf(found.movedAt.getTime());
  const more = steps.length - MOST_STEPS;
  const lines = [
    `*${threadLink(found, headlineOf(found), workspaceUrl)}*`,
    escapeText(
      `Asked by @${names.get(found.openedBy) ?? found.openedBy}  ·  last moved ${moved === today ? 'today' : dayInWords(moved)}`,
    ),
    ...(found.threadTs === undefined ? ['I could not post it here yet.'] : []),
    ...(found.question ? [`Open question: ${escapeText(found.question)}`] : []),
    ...steps.slice(0, MOST_STEPS).map((step) => `• ${stepLine(step, setting)}`),
    ...(more > 0 ? [`• and ${more} more open ${more === 1 ? 'step' : 'steps'}`] : []),
  ];
  const text = section(lines.join('\n'));
  if (found.openedBy !== viewer) return text;
  return {
    ...text,
    accessory: {
      type: 'button',
      action_id: FORGET_ACTION,
      text: plain('Forget …'),
      value: found.caseId,
      accessibility_label: 'Forget this case; it asks first',
    },
  };
}

const stepLine = ({ what, owner, due }: ListedStep, { names, today }: ListSetting): string =>
  `${inOneLine(what, 80)}  ·  ${escapeText(owner ? `@${names.get(owner) ?? owner}` : 'nobody yet')}  ·  ${dueInWords(due, today)}`;

/** What a list calls a case. */
export const headlineOf = ({ headline }: Pick<ListedCase, 'headline'>): string =>
  headline ?? 'A case that I am still reading';

import type { Overflow, SectionBlock } from '@slack/types';
import type { ChangeLine, DigestLine } from '../../digest/content.ts';
import { threadUrl } from '../case-link.ts';
import { dayInWords } from '../day-in-words.ts';
import { dueInWords } from '../due-in-words.ts';
import { DIGEST_LINE_ACTION, type LineChoice, lineBlockId, lineValue } from './digest-actions.ts';
import { type DigestSetting, personText } from './digest-setting.ts';
import { inOneLine } from './in-one-line.ts';
import { plain, section } from './text-blocks.ts';

const LONGEST = 150;
const LONGEST_FOLDED = 70;
/** Slack takes no longer id of a block. */
const LONGEST_ID = 255;

/** One line, with its menu. @param today YYYY-MM-DD */
export function lineBlock(
  line: DigestLine,
  { digest, today, menu }: { digest: string; today: string; menu: boolean },
  setting: DigestSetting,
): SectionBlock {
  const block = section(lineText(line, today, setting, LONGEST));
  const id = lineBlockId(line.key, digest);
  return menu && id.length <= LONGEST_ID ? { ...block, block_id: id, accessory: lineMenu(line) } : block;
}

/** What a line says, as mrkdwn, with a link to its thread. */
export function lineText(
  line: DigestLine,
  today: string,
  setting: DigestSetting,
  longest = LONGEST_FOLDED,
): string {
  const linked = (words: string): string => toThread(line, words, longest, setting);
  const owner = (user: string | undefined): string => (user ? personText(user, setting) : 'nobody yet');
  switch (line.kind) {
    case 'step':
      return `*${line.overdue ? 'Step overdue' : 'Step'}:* ${linked(line.what)}  ·  ${owner(line.owner)}  ·  ${dueInWords(line.due, today)}`;
    case 'decision':
      return `*Look again:* ${linked(line.what)}  ·  ${owner(line.owner)}  ·  ${line.lookAgain < today ? 'since ' : ''}${dayInWords(line.lookAgain)}`;
    case 'guidance':
      return `*${line.why === 'changed' ? 'Guidance changed' : 'Guidance due for review'}:* ${linked(line.headline)}`;
    case 'question':
      return `*Question for ${personText(line.askOf, setting)}:* ${linked(line.question)}  ·  ${restsText(line.rests)}`;
    case 'case':
      return `*Open:* ${linked(line.headline)}  ·  ${restsText(line.rests)}`;
  }
}

/** What changed in a case, as mrkdwn. */
export function changeText(change: ChangeLine, setting: DigestSetting): string {
  const [by] = change.people;
  const what = CHANGES[change.what];
  return `• ${what}${by === undefined ? '' : ` by ${personText(by, setting)}`}: ${toThread(change, change.text, LONGEST_FOLDED, setting)}`;
}

const CHANGES: Record<ChangeLine['what'], string> = {
  opened: 'Opened',
  advice: 'New advice',
  decided: 'Decided',
  'step-done': 'Step done',
  'step-dropped': 'Step dropped',
};

const restsText = (days: number): string =>
  days === 0 ? 'moved today' : `rests for ${days === 1 ? 'a day' : `${days} days`}`;

function toThread(
  place: { channel: string; threadTs: string | undefined },
  words: string,
  longest: number,
  { workspaceUrl }: DigestSetting,
): string {
  const url = threadUrl(place, workspaceUrl);
  return url === undefined
    ? inOneLine(words, longest)
    : `<${url}|${inOneLine(words.replaceAll('|', '/'), longest)}>`;
}

const CHOICES: Record<DigestLine['kind'], readonly LineChoice[]> = {
  step: ['done', 'snooze-day', 'snooze-week', 'reassign', 'drop'],
  decision: ['still-right', 'reopen', 'snooze-week'],
  guidance: ['snooze-day', 'snooze-week'],
  question: ['answer', 'snooze-day', 'snooze-week'],
  case: ['snooze-day', 'snooze-week'],
};

const WORDS: Record<LineChoice, string> = {
  done: 'Done …',
  'snooze-day': 'Snooze for a day',
  'snooze-week': 'Snooze for a week',
  reassign: 'Give to somebody else …',
  drop: 'Drop this step …',
  'still-right': 'Still right',
  reopen: 'Reopen …',
  answer: 'Answer …',
};

const lineMenu = (line: DigestLine): Overflow => ({
  type: 'overflow',
  action_id: DIGEST_LINE_ACTION,
  options: CHOICES[line.kind].map((choice) => ({
    text: plain(WORDS[choice]),
    value: lineValue(choice, line.caseId),
  })),
});

import type { ActionsBlock, KnownBlock, SectionBlock } from '@slack/types';
import type { Pack } from '../../advisor/pack.ts';
import type { DigestContent, DigestLine } from '../../digest/content.ts';
import type { Digest } from '../../digest/digest.ts';
import { scheduleInWords } from '../../digest/schedule-in-words.ts';
import { dayInWords } from '../day-in-words.ts';
import { passageBlocks } from '../passage-blocks.ts';
import {
  DIGEST_CHOICES,
  DIGEST_GO_ON_ACTION,
  DIGEST_MENU_ACTION,
  DIGEST_PAUSE_ACTION,
  DIGEST_STOP_ACTION,
  type DigestChoice,
} from './digest-actions.ts';
import { changeText, lineBlock, lineText } from './digest-lines.ts';
import { digestOverview } from './digest-overview.ts';
import { type DigestSetting, personText } from './digest-setting.ts';
import { context, LONGEST_TEXT, plain, section } from './text-blocks.ts';
import type { Rendered } from './verdict-message.ts';

/** So many lines have a block with a menu; what comes after them is folded. */
const MOST_OPEN = 10;

/** A digest as a Slack message: for its channel, or with `preview` for one person alone. */
export function digestMessage(content: DigestContent, pack: Pack, setting: DigestSetting): Rendered {
  const { digest, day, lines, preview } = content;
  const menu = !preview;
  const title = digest.target.kind === 'channel' ? 'What is left to do here' : 'What waits for you';
  const about = { digest: digest.id, today: day, menu };
  return {
    text: `${title}: ${summaryOf(content)}`,
    blocks: [
      heading(`*${title}*  ·  ${dayInWords(day)}`, digest, menu),
      ...(content.late ? [context('This was due earlier, and comes late.')] : []),
      ...(content.askToGoOn ? goOn(digest) : []),
      ...digestOverview(content.routes, pack),
      ...lines.slice(0, MOST_OPEN).map((line) => lineBlock(line, about, setting)),
      ...folded(lines.slice(MOST_OPEN), content.more, day, setting),
      ...(lines.length === 0 ? [section('Nothing is left to do.')] : []),
      ...changes(content, setting),
      ...(content.passage
        ? [section('*From the guidance, for what is open here*'), ...passageBlocks(content.passage, day)]
        : []),
      context(footer(content, setting)),
    ],
  };
}

/** Who set it up and when it comes. What is only imagined, to show what one would say, is not set up by anybody. */
function footer({ digest, preview }: DigestContent, setting: DigestSetting): string {
  const parts = [
    ...(preview ? ['A preview, for you alone'] : []),
    ...(digest.id === ''
      ? []
      : [`Set up by ${personText(digest.setUpBy, setting)}`, scheduleInWords(digest.settings)]),
  ];
  return parts.join('  ·  ');
}

/** The people whose names a digest shows. */
export const peopleInDigest = ({ digest, lines, changes }: DigestContent): string[] => [
  digest.setUpBy,
  ...lines.flatMap(({ people }) => people),
  ...changes.flatMap(({ people }) => people),
];

/** What lines are called in the sentence that tells how many there are: one of them, and several. */
const KINDS: readonly [test: (line: DigestLine) => boolean, one: string, many: string][] = [
  [(line) => line.kind === 'step' && line.overdue, 'step overdue', 'steps overdue'],
  [(line) => line.kind === 'step' && !line.overdue, 'step due this week', 'steps due this week'],
  [({ kind }) => kind === 'decision', 'decision to look at again', 'decisions to look at again'],
  [({ kind }) => kind === 'guidance', 'verdict to check', 'verdicts to check'],
  [({ kind }) => kind === 'question', 'open question', 'open questions'],
  [({ kind }) => kind === 'case', 'open case', 'open cases'],
];

/** What is in it, in one sentence, for notifications and screen readers. */
function summaryOf({ lines, more, changes, moreChanges }: DigestContent): string {
  const parts = [
    ...KINDS.map(([test, one, many]) => counted(lines.filter(test).length, one, many)),
    counted(more, 'more', 'more'),
    counted(changes.length + moreChanges, 'change', 'changes'),
  ].filter((part) => part !== '');
  return parts.length > 0 ? `${parts.join(', ')}.` : 'nothing.';
}

const counted = (count: number, one: string, many: string): string =>
  count === 0 ? '' : `${count} ${count === 1 ? one : many}`;

const CHOICE_WORDS: Record<DigestChoice, string> = {
  preview: 'Preview now, for me alone',
  pause: 'Pause this digest',
  resume: 'Resume this digest',
  change: 'Change when it comes and what it holds …',
  stop: 'Stop this digest …',
};

function heading(text: string, { id }: Digest, menu: boolean): SectionBlock {
  if (!menu) return section(text);
  return {
    ...section(text),
    accessory: {
      type: 'overflow',
      action_id: DIGEST_MENU_ACTION,
      options: DIGEST_CHOICES.map((choice) => ({
        text: plain(CHOICE_WORDS[choice]),
        value: `${choice}:${id}`,
      })),
    },
  };
}

function goOn({ id }: Digest): [SectionBlock, ActionsBlock] {
  return [
    section(
      '*Shall I go on?* Nobody has pressed anything in the last digests, or written in a thread that they named.',
    ),
    {
      type: 'actions',
      elements: [
        { type: 'button', action_id: DIGEST_GO_ON_ACTION, text: plain('Go on'), style: 'primary', value: id },
        { type: 'button', action_id: DIGEST_PAUSE_ACTION, text: plain('Pause'), value: id },
        { type: 'button', action_id: DIGEST_STOP_ACTION, text: plain('Stop'), value: id },
      ],
    },
  ];
}

/** What comes after the open lines: Slack shows its beginning, and the rest behind "See more". */
function folded(
  lines: readonly DigestLine[],
  more: number,
  day: string,
  setting: DigestSetting,
): KnownBlock[] {
  if (lines.length + more === 0) return [];
  let text = `*and ${lines.length + more} more*`;
  let left = more;
  for (const line of lines) {
    const next = `\n• ${lineText(line, day, setting)}`;
    if (text.length + next.length > LONGEST_TEXT) left += 1;
    else text += next;
  }
  return [
    { ...section(text), expand: false },
    ...(left > 0 ? [context(`${left} of them are not listed here.`)] : []),
  ];
}

function changes(
  { digest, changes: found, moreChanges }: DigestContent,
  setting: DigestSetting,
): KnownBlock[] {
  if (found.length === 0) return [];
  const since = digest.lastSentAt ? 'Since the last digest' : 'Lately';
  const lines = found.map((change) => changeText(change, setting));
  return [
    section([`*${since}*`, ...lines, ...(moreChanges > 0 ? [`• and ${moreChanges} more`] : [])].join('\n')),
  ];
}

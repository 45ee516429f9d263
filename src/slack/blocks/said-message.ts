import type { RichTextElement } from '@slack/types';
import type { Said } from '../../cases/utterance.ts';
import type { FactDeed } from '../../store/inbound.ts';
import { escapeText } from './mrkdwn.ts';
import { nameOf, type Setting } from './people.ts';
import { line, quotation, richText, words } from './rich-text.ts';
import type { Rendered } from './verdict-message.ts';
import { cut, oneLine } from './verdict-parts.ts';

const LONGEST_ANSWER = 200;
const LONGEST_EARLIER = 80;

const VERBS: Record<FactDeed, string> = {
  answered: 'answers',
  corrected: 'corrected',
  added: 'added',
  confirmed: 'confirmed',
  settled: 'settled',
  removed: 'removed',
};

type Line = Said['lines'][number];

/** What somebody set by hand, in their name: who did what, then a line a fact, with question and answer. */
export function saidMessage({ by, deed, lines, unchanged }: Said, setting: Setting): Rendered {
  const who = `${nameOf(by, setting)} ${VERBS[deed]}: `;
  const head = words(who, 'bold');
  const told = lines.map((each) => shownLine(each, setting));
  const outcome = [
    ...(deed === 'removed' ? ['I go by it no more, until somebody says it anew.'] : []),
    ...(unchanged ? ['It leaves the advice as it is.'] : []),
  ].join(' ');
  const block = richText(
    ...(told.length === 1 ? [line(head, ...told.flat())] : [line(head), quotation(...lineByLine(told))]),
    ...(outcome === '' ? [] : [line(words(outcome, 'italic'))]),
  );
  const plain = lines.map(({ question, answer }) => `${question} ${oneLine(answer)}`).join(' ');
  return { text: escapeText(cut(`${who}${plain}`, 1_000)), blocks: [block] };
}

function shownLine({ question, answer, instead }: Line, setting: Setting): RichTextElement[] {
  const earlier = instead && cut(oneLine(instead.answer), LONGEST_EARLIER);
  const whose = instead?.of === undefined ? 'my reading' : `${nameOf(instead.of, setting)}’s word`;
  return [
    words(`${question} `),
    words(cut(oneLine(answer), LONGEST_ANSWER), 'bold'),
    ...(earlier === undefined ? [] : [words(` (instead of ${whose}: ${earlier})`, 'italic')]),
  ];
}

const lineByLine = (lines: readonly RichTextElement[][]): RichTextElement[] =>
  lines.flatMap((each, index) => (index > 0 ? [words('\n'), ...each] : each));

import type { KnownBlock } from '@slack/types';
import type { Mark, Passage, Source } from '../advisor/guidance.ts';
import { escapeText, link } from './blocks/mrkdwn.ts';
import { context, section } from './blocks/text-blocks.ts';
import { dayInWords } from './day-in-words.ts';

/** What kind of source it is, in words. */
const MARKS: Record<Mark, string> = {
  D: 'documentation',
  P: 'paper',
  C: "a team's own case",
  V: 'by somebody who sells it',
  O: "a practitioner's opinion",
  A: 'own arithmetic',
};

/** A passage, and its sources below it in small. @param today YYYY-MM-DD */
export const passageBlocks = ({ text, sources }: Passage, today: string): KnownBlock[] => [
  section(escapeText(text)),
  context(sources.map((source) => sourceText(source, today)).join('\n')),
];

function sourceText({ title, url, mark, reviewed, expires }: Source, today: string): string {
  const state =
    expires < today ? `*due for review since ${dayInWords(expires)}*` : `reviewed ${dayInWords(reviewed)}`;
  return `${link(url, title)}  ·  ${MARKS[mark]}  ·  ${state}`;
}

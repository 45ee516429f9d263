import type { Mark, Passage, Source } from '../advisor/guidance.ts';
import { escapeText, link } from './blocks/mrkdwn.ts';
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

/** A passage with its sources below it, as mrkdwn. @param today YYYY-MM-DD */
export const passageText = ({ text, sources }: Passage, today: string): string =>
  [escapeText(text), ...sources.map((source) => `_${sourceText(source, today)}_`)].join('\n');

function sourceText({ title, url, mark, reviewed, expires }: Source, today: string): string {
  const state =
    expires < today
      ? `due for review since ${dayInWords(expires)}`
      : `read on ${dayInWords(reviewed)}, good until ${dayInWords(expires)}`;
  return `${link(url, title)}  ·  ${MARKS[mark]}  ·  ${state}`;
}

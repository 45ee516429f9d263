import type { ContextBlock, HeaderBlock, MrkdwnElement, PlainTextElement, SectionBlock } from '@slack/types';

/** Slack shows at most so many characters in one text. */
export const LONGEST_TEXT = 2_900;

export const plain = (text: string): PlainTextElement => ({ type: 'plain_text', text });

/**
 * Text in which only what we mark up is a link: Slack makes none of an address or a channel's name that somebody wrote.
 * @param text mrkdwn; what people wrote in it is escaped
 */
export const mrkdwn = (text: string): MrkdwnElement => ({ type: 'mrkdwn', text, verbatim: true });

/** @param text mrkdwn; what people wrote in it is escaped */
export const section = (text: string): SectionBlock => ({
  type: 'section',
  text: mrkdwn(text),
  expand: true,
});

/** @param text mrkdwn; what people wrote in it is escaped */
export const context = (text: string): ContextBlock => ({
  type: 'context',
  elements: [mrkdwn(text)],
});

export const header = (text: string): HeaderBlock => ({ type: 'header', text: plain(text) });

/** Lines in as few sections as hold them. */
export function paged(lines: readonly string[]): SectionBlock[] {
  const pages: string[] = [];
  for (const line of lines) {
    const last = pages.at(-1);
    if (last !== undefined && last.length + line.length + 1 <= LONGEST_TEXT)
      pages[pages.length - 1] = `${last}\n${line}`;
    else pages.push(line);
  }
  return pages.map(section);
}

import type { KnownBlock } from '@slack/types';
import type { Pack } from '../../advisor/pack.ts';
import type { Quoted, Reply } from '../../cases/utterance.ts';
import type { Answer } from '../../curator/answer/answer.ts';
import { isEmpty } from '../../curator/answer/answer.ts';
import { escapeText, link } from './mrkdwn.ts';
import { messageUrl, nameOf, type Setting } from './people.ts';
import type { Rendered } from './verdict-message.ts';
import { cut } from './verdict-parts.ts';

/** Quotations in a reply are short: the message they stand in is next to it. */
const LONGEST_QUOTE = 80;
const MOST_SOURCES = 2;

/** A short reply in the thread: what changed and why, then answers, then what could not be done. */
export function replyMessage(reply: Reply, pack: Pack, setting: Setting): Rendered {
  const lines = [
    ...changed(reply, pack, setting),
    ...reply.noted.map((quoted) => `Noted: ${quote(quoted, setting)}`),
    ...(reply.unchanged ? ['It leaves the advice as it is.'] : []),
    ...reply.answers.flatMap(answer),
    ...reply.notes.map(escapeText),
  ];
  const text = lines.join('\n');
  return { text: plain(text), blocks: [section(text)] };
}

function changed({ changed: change }: Reply, pack: Pack, setting: Setting): string[] {
  if (!change) return [];
  const advice = (route: typeof change.to) => escapeText(pack.guidance.get(route)?.advice ?? '');
  const because = change.because ? ` ${quote(change.because, setting)}` : '';
  return [
    `*Changed: ${advice(change.from)} → ${advice(change.to)}.*${because}`,
    escapeText(change.reason),
    `Next: ${escapeText(change.next)}`,
  ];
}

function quote({ quote: said, author, message }: Quoted, setting: Setting): string {
  const url = messageUrl(message, setting);
  return `${escapeText(nameOf(author, setting))}: “${escapeText(cut(said, LONGEST_QUOTE))}”${url ? ` ${link(url, '↗')}` : ''}`;
}

/** At most two passages with their sources, or a figure. Saying that there is nothing is an answer too. */
function answer(given: Answer): string[] {
  if (isEmpty(given))
    return [`“${escapeText(cut(given.question, LONGEST_QUOTE))}”: my guidance has nothing on that.`];
  const figures = given.figures.map(escapeText);
  const passages = given.passages.map(({ text, sources }) => {
    const marks = sources.slice(0, MOST_SOURCES).map((source, index) => link(source.url, `[${index + 1}]`));
    return `${escapeText(text)} ${marks.join(' ')}`;
  });
  return [...figures, ...passages];
}

const section = (text: string): KnownBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text },
  expand: true,
});

/** Without links and marks, for notifications. */
const plain = (text: string): string => text.replace(/<[^<>|]*\|([^<>]*)>/g, '$1').replace(/\*/g, '');

import type { Pack } from '../../advisor/pack.ts';
import type { Deed, Quoted, Reply } from '../../cases/utterance.ts';
import type { Answer } from '../../curator/answer/answer.ts';
import { isEmpty } from '../../curator/answer/answer.ts';
import { escapeText, link } from './mrkdwn.ts';
import { messageUrl, nameOf, type Setting } from './people.ts';
import { section } from './text-blocks.ts';
import type { Rendered } from './verdict-message.ts';
import { cut, oneLine } from './verdict-parts.ts';

/** Quotations in a reply are short: the message they stand in is next to it. */
const LONGEST_QUOTE = 80;
const LONGEST_DEED = 200;
const MOST_SOURCES = 2;
const MOST_LINES = 4;

/** A line of a reply; of more than there is room for, those that matter most are said. */
interface Line {
  text: string;
  /** The lower, the sooner it is said. */
  rank: number;
  /** Addresses that it rests on. */
  sources?: readonly string[];
}

/**
 * A short reply in the thread: what changed and why, then answers, then what could not be done. The rest stands in the
 * verdict message above it.
 */
export function replyMessage(reply: Reply, pack: Pack, setting: Setting): Rendered {
  const lines: Line[] = [
    ...changed(reply, pack, setting),
    ...reply.deeds.map((deed, index) => ({ text: told(deed, setting), rank: index === 0 ? 1 : 5 })),
    ...reply.noted.map((quoted) => ({ text: `Noted: ${quote(quoted, setting)}`, rank: 3 })),
    ...(reply.unchanged ? [{ text: 'It leaves the advice as it is.', rank: 1 }] : []),
    ...reply.answers.flatMap((given) =>
      answer(given).map((line, index) => ({ ...line, rank: index === 0 ? 2 : 6 })),
    ),
    ...reply.notes.map((note) => ({ text: escapeText(note), rank: 0 })),
  ];
  const kept = new Set([...lines].sort((a, b) => a.rank - b.rank).slice(0, MOST_LINES));
  const text = withSources(lines.filter((line) => kept.has(line))).join('\n');
  return { text: plain(text), blocks: [section(text)] };
}

const told = ({ by, did }: Deed, setting: Setting): string =>
  escapeText(`${nameOf(by, setting)} ${cut(oneLine(did), LONGEST_DEED)}`);

function changed({ changed: change }: Reply, pack: Pack, setting: Setting): Line[] {
  if (!change) return [];
  const advice = (route: typeof change.to) => escapeText(pack.guidance.get(route)?.advice ?? '');
  const because = change.because ? ` ${quote(change.because, setting)}` : '';
  return [
    { text: `*Changed: ${advice(change.from)} → ${advice(change.to)}.*${because}`, rank: 0 },
    { text: escapeText(change.reason), rank: 4 },
    { text: `Next: ${escapeText(change.next)}`, rank: 5 },
  ];
}

function quote({ quote: said, author, message }: Quoted, setting: Setting): string {
  const url = messageUrl(message, setting);
  return `${escapeText(nameOf(author, setting))}: “${escapeText(cut(oneLine(said), LONGEST_QUOTE))}”${url ? ` ${link(url, '↗')}` : ''}`;
}

/** At most two passages with their sources, or a figure. Saying that there is nothing is an answer too. */
function answer(given: Answer): Omit<Line, 'rank'>[] {
  if (isEmpty(given)) {
    const question = escapeText(cut(oneLine(given.question), LONGEST_QUOTE));
    return [{ text: `“${question}”: my guidance has nothing on that.` }];
  }
  const figures = given.figures.map((figure) => ({ text: escapeText(figure) }));
  const passages = given.passages.map(({ text, sources }) => ({
    text: escapeText(text),
    sources: sources.slice(0, MOST_SOURCES).map(({ url }) => url),
  }));
  return [...figures, ...passages];
}

/** Each source has one number in a message, however often it is named. */
function withSources(lines: readonly Line[]): string[] {
  const urls = [...new Set(lines.flatMap(({ sources = [] }) => sources))];
  return lines.map(({ text, sources = [] }) =>
    [text, ...sources.map((url) => link(url, `[${urls.indexOf(url) + 1}]`))].join(' '),
  );
}

/** Without links and marks, for notifications. */
const plain = (text: string): string => text.replace(/<[^<>|]*\|([^<>]*)>/g, '$1').replace(/\*/g, '');

import type { ThreadUtterance } from '../../cases/thread-utterances.ts';
import { escapeText } from './mrkdwn.ts';
import { nameOf, type Setting } from './people.ts';
import { section } from './text-blocks.ts';
import type { Rendered } from './verdict-message.ts';
import { whyNotThere } from './why-not-there.ts';

/** Tells who asked that what we had to say could not be posted, what is kept, and what to do. */
export function unsaidMessage(
  { channel, to, alone, reason }: Extract<ThreadUtterance, { kind: 'unsaid' }>,
  setting: Setting,
): Rendered {
  const text = alone
    ? `I could not post my answer in <#${channel}>: ${whyNotThere(reason)}. What was said there is kept. Make sure that I can post there and mention me in the thread, or ask me here.`
    : `${escapeText(nameOf(to, setting))}, I could not post an answer here: ${refused(reason)}. What was said is kept. Say more, or ask again, and I try anew; whoever runs me finds the reason under case ${setting.place.caseId}.`;
  return { text, blocks: [section(text)] };
}

const refused = (reason: string): string =>
  reason === 'too_many_attempts' ? 'Slack has not taken it for hours' : `Slack does not take it (${reason})`;

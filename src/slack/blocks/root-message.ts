import type { StoredUtterance } from '../../cases/utterance.ts';
import { escapeText } from './mrkdwn.ts';
import { nameOf, type Setting } from './people.ts';
import { line, richText, words } from './rich-text.ts';
import { mrkdwn } from './text-blocks.ts';
import type { Rendered } from './verdict-message.ts';
import { cut } from './verdict-parts.ts';

/** So much of a long question is shown; all of it is read. */
const LONGEST_SHOWN = 2_000;
/** What a notification shows of it. */
const LONGEST_TEXT = 300;

/** The thread's root for a command or a form: who asks what, in their own words, and how it stands in one line. */
export function rootMessage(root: Extract<StoredUtterance, { kind: 'root' }>, setting: Setting): Rendered {
  const asker = nameOf(root.asker, setting);
  // Slack takes no empty text; words that were deleted for their age leave one.
  const asked = root.text || '…';
  const shown = cut(asked, LONGEST_SHOWN);
  const rest =
    shown === asked ? '' : ` (the first ${LONGEST_SHOWN} of ${root.text.length} characters; I read them all)`;
  return {
    text: escapeText(`${asker} asks: ${cut(root.text, LONGEST_TEXT)}`),
    blocks: [
      richText(
        line(words(`${asker} asks: `, 'bold'), words(shown), ...(rest ? [words(rest, 'italic')] : [])),
      ),
      {
        type: 'context',
        elements: [mrkdwn(root.headline ? `*${escapeText(root.headline)}*` : 'Reading …')],
      },
    ],
  };
}

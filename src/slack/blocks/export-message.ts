import type { RecordUtterance } from '../../cases/record-utterances.ts';
import { escapeText } from './mrkdwn.ts';
import { nameOf, type Setting } from './people.ts';
import { section } from './text-blocks.ts';
import type { Rendered } from './verdict-message.ts';

/** What stands beside the file. */
export function exportMessage(
  { by }: Extract<RecordUtterance, { kind: 'export' }>,
  setting: Setting,
): Rendered {
  const text = escapeText(`${nameOf(by, setting)} asked for this case as a file.`);
  return { text, blocks: [section(text)] };
}

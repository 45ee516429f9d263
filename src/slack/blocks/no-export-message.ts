import type { RecordUtterance } from '../../cases/record-utterances.ts';
import { escapeText } from './mrkdwn.ts';
import { nameOf, type Setting } from './people.ts';
import { plain, section } from './text-blocks.ts';
import type { Rendered } from './verdict-message.ts';

/** Shows the text of a case that could not be posted as a file; its value is the case. */
export const SHOW_RECORD_ACTION = 'show_record';

/** Why there is no file, in words for people. */
const REASONS: Record<string, string> = {
  missing_scope: 'I am not allowed to upload files here (the app lacks the permission files:write)',
  file_uploads_disabled: 'this workspace does not take files',
  file_upload_size_restricted: 'this workspace does not take a file of this size',
};

/** Says that the case could not be posted as a file, and offers its text. */
export function noExportMessage(
  { by, reason }: Extract<RecordUtterance, { kind: 'no-export' }>,
  setting: Setting,
): Rendered {
  const why = REASONS[reason] ?? 'Slack did not take the file';
  const text = escapeText(
    `${nameOf(by, setting)}, I could not post the case as a file: ${why}. Nothing is lost; its text is here.`,
  );
  return {
    text,
    blocks: [
      section(text),
      {
        type: 'actions',
        elements: [
          {
            type: 'button',
            action_id: SHOW_RECORD_ACTION,
            text: plain('Show the text'),
            value: setting.place.caseId,
          },
        ],
      },
    ],
  };
}

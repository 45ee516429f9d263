import type { ModalView } from '@slack/types';
import { plain, section } from '../blocks/text-blocks.ts';

/** A form that only asks whether it is meant. */
export const confirmForm = ({
  form,
  title,
  text,
  yes,
  no,
  memory,
}: {
  /** The form's callback id. */
  form: string;
  title: string;
  /** mrkdwn */
  text: string;
  yes: string;
  no: string;
  /** What it is to remember until it is sent. */
  memory: unknown;
}): ModalView => ({
  type: 'modal',
  callback_id: form,
  title: plain(title),
  submit: plain(yes),
  close: plain(no),
  private_metadata: JSON.stringify(memory),
  blocks: [section(text)],
});

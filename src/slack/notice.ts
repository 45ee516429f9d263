import type { ModalView } from '@slack/types';
import { plain, section } from './blocks/text-blocks.ts';

/** A modal that only says something. @param text mrkdwn */
export const notice = (title: string, text: string): ModalView => ({
  type: 'modal',
  title: plain(title),
  close: plain('Close'),
  blocks: [section(text)],
});

import type { ModalView } from '@slack/types';

export const GONE = 'This case is no longer kept, so nothing can be shown or changed any more.';

/** Takes the place of a view whose case was forgotten meanwhile. */
export const goneView = (): ModalView => ({
  type: 'modal',
  title: { type: 'plain_text', text: 'No longer kept' },
  close: { type: 'plain_text', text: 'Close' },
  blocks: [{ type: 'section', text: { type: 'plain_text', text: GONE } }],
});

import type { ModalView } from '@slack/types';
import { notice } from './notice.ts';

export const FORGOTTEN = 'This case is no longer kept, so there is nothing more to do with it.';

/** Takes the place of a view whose case was forgotten meanwhile. */
export const forgottenView = (): ModalView => notice('No longer kept', FORGOTTEN);

import type { BlockAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { tellAlone } from './tell-alone.ts';

/** A press opens a modal once, and for three seconds. */
const TOO_LATE = ['expired_trigger_id', 'exchanged_trigger_id'];

/** Opens a modal for who pressed something; where Slack does not wait for it any more, they are told to press again. */
export async function openModal(client: WebClient, body: BlockAction, view: ModalView): Promise<void> {
  try {
    await client.views.open({ trigger_id: body.trigger_id, view });
  } catch (error) {
    if (!isTooLate(error)) throw error;
    await tellAlone(
      body,
      'I was too slow to open the form, and Slack waits three seconds. Please press again.',
    );
  }
}

export const isTooLate = (error: unknown): boolean =>
  error instanceof WebAPIPlatformError && TOO_LATE.includes(error.data.error);

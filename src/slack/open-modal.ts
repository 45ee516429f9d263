import type { ModalView } from '@slack/types';
import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import type { Press } from './press.ts';
import { tellAlone } from './tell-alone.ts';

const TOO_LATE = 'Slack waited too long for me, so nothing opened. Nothing is lost: press it again.';

/** A press opens a modal once, and for three seconds. */
const EXPIRED = ['expired_trigger_id', 'exchanged_trigger_id', 'invalid_trigger_id'];

/**
 * Opens a modal; where Slack does not wait any more, says so.
 * @param say tells who pressed; by the address of the press, if not given
 * @returns its id and hash, if it is open
 */
export async function openModal(
  client: WebClient,
  press: Pick<Press, 'trigger_id' | 'response_url'>,
  view: ModalView,
  say: (text: string) => Promise<void> | void = (text) => tellAlone(press, text),
): Promise<{ view_id: string; hash: string } | undefined> {
  try {
    const { view: opened } = await client.views.open({ trigger_id: press.trigger_id, view });
    return opened?.id && opened.hash ? { view_id: opened.id, hash: opened.hash } : undefined;
  } catch (error) {
    if (!isTooLate(error)) throw error;
    await say(TOO_LATE);
    return undefined;
  }
}

export const isTooLate = (error: unknown): boolean =>
  error instanceof WebAPIPlatformError && EXPIRED.includes(error.data.error);

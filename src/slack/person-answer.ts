import type { ModalView } from '@slack/types';
import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import type { CaseRef } from '../store/case-ref.ts';
import { respond } from './respond.ts';

/** What of a press is needed to answer who pressed. */
export interface Press {
  trigger_id: string;
  response_url?: string | undefined;
  user: { id: string };
  team?: { id: string } | null | undefined;
  enterprise?: { id: string } | null | undefined;
}

/** The workspace that pressed, and the case that the button names. */
export const caseOf = (press: Press, caseId: string | undefined): CaseRef => ({
  workspace: press.enterprise?.id ?? press.team?.id ?? '',
  caseId: caseId ?? '',
});

export const FORGOTTEN = 'This case is no longer kept, so there is nothing more to do with it.';
const TOO_LATE = 'Slack waited too long for me, so nothing opened. Nothing is lost: press it again.';

/** Tells the one who pressed, alone. In a modal there is no address for that. */
export async function tell({ response_url: url }: Press, text: string): Promise<void> {
  if (url) await respond(url, { text, response_type: 'ephemeral', replace_original: false });
}

const EXPIRED = ['expired_trigger_id', 'exchanged_trigger_id', 'invalid_trigger_id'];

/**
 * Opens a modal; where Slack does not wait any more, says so.
 * @param say tells who pressed; by the address of the press, if not given
 * @returns its id and hash, if it is open
 */
export async function openView(
  client: WebClient,
  press: Press,
  view: ModalView,
  say: (text: string) => Promise<void> | void = (text) => tell(press, text),
): Promise<{ view_id: string; hash: string } | undefined> {
  try {
    const { view: opened } = await client.views.open({ trigger_id: press.trigger_id, view });
    return opened?.id && opened.hash ? { view_id: opened.id, hash: opened.hash } : undefined;
  } catch (error) {
    if (!(error instanceof WebAPIPlatformError) || !EXPIRED.includes(error.data.error)) throw error;
    await say(TOO_LATE);
    return undefined;
  }
}

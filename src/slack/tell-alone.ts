import type { BlockAction } from '@slack/bolt';
import { respond } from './respond.ts';

/** Tells something to who pressed a button, alone. In a modal there is no address for it. */
export async function tellAlone({ response_url: url }: BlockAction, text: string): Promise<void> {
  if (url) await respond(url, { text, response_type: 'ephemeral', replace_original: false });
}

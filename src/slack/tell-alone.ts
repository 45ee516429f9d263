import type { Press } from './press.ts';
import { respond } from './respond.ts';

/** Tells something to who pressed, alone. In a modal there is no address for it. */
export async function tellAlone(
  { response_url: url }: Pick<Press, 'response_url'>,
  text: string,
): Promise<void> {
  if (url) await respond(url, { text, response_type: 'ephemeral', replace_original: false });
}

import { WebAPIPlatformError, type WebClient } from '@slack/web-api';

/** Errors that say that it is gone already. */
const GONE = ['message_not_found', 'thread_not_found', 'file_not_found', 'file_deleted'];
/** What stands where a message of ours may not be deleted. */
const REPLACEMENT = 'This was forgotten, because somebody asked for it.';

const isFile = (ts: string): boolean => /^F[A-Z0-9]+$/.test(ts);

/** Deletes a message or file of ours; where Slack forbids it, replaces the message's words. */
export async function eraseMessage(
  client: WebClient,
  channel: string,
  ts: string,
): Promise<'deleted' | 'replaced'> {
  try {
    if (isFile(ts)) await client.files.delete({ file: ts });
    else await client.chat.delete({ channel, ts });
    return 'deleted';
  } catch (error) {
    if (!(error instanceof WebAPIPlatformError)) throw error;
    if (GONE.includes(error.data.error)) return 'deleted';
    if (isFile(ts)) throw error;
  }
  await client.chat.update({
    channel,
    ts,
    text: REPLACEMENT,
    blocks: [{ type: 'section', text: { type: 'plain_text', text: REPLACEMENT } }],
    // Without the mark it is none of our messages any more.
    metadata: { event_type: 'forgotten', event_payload: {} },
  });
  return 'replaced';
}

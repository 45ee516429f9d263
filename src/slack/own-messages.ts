import type { OwnMessage, Place } from '../cases/voice.ts';
import type { Identities } from './identities.ts';
import { METADATA_TYPE } from './message-mark.ts';

/** A page of a thread, and how many of them are looked at: a thread of 1,000 messages. */
const PAGE = 200;
const MOST_PAGES = 5;

/** Our own messages in a thread, as far as Slack tells; none where it does not. */
export async function ownMessages(
  identities: Identities,
  { workspace, channel, threadTs }: Place,
): Promise<OwnMessage[]> {
  if (threadTs === undefined) return [];
  const found: OwnMessage[] = [];
  let cursor = '';
  try {
    const { client, botUserId } = await identities.of(workspace);
    for (let page = 0; page < MOST_PAGES; page++) {
      const answer = await client.conversations.replies({
        channel,
        ts: threadTs,
        limit: PAGE,
        include_all_metadata: true,
        ...(cursor ? { cursor } : {}),
      });
      for (const { ts, user, metadata } of answer.messages ?? []) {
        if (!ts || user !== botUserId) continue;
        const key = metadata?.event_type === METADATA_TYPE ? keyIn(metadata.event_payload) : undefined;
        found.push({ ts, key });
      }
      cursor = answer.response_metadata?.next_cursor ?? '';
      if (cursor === '') break;
    }
  } catch {
    // What is in the outbox is known without Slack.
  }
  return found;
}

/** The key within its case: what stands behind the case's id. */
function keyIn(payload: unknown): string | undefined {
  if (typeof payload !== 'object' || payload === null || !('key' in payload)) return undefined;
  const { key } = payload;
  return typeof key === 'string' ? key.slice(key.indexOf('/') + 1) : undefined;
}

import { typeOf } from './bodies.ts';
import { isDirect } from './is-direct.ts';

/**
 * Whether a payload is a message that somebody wrote, changed or deleted in a channel: nearly all that Slack sends. What
 * is ours of it is the inbox's alone; no listener answers it.
 */
export function isChannelMessage(body: unknown): boolean {
  if (typeof body !== 'object' || body === null || !('event' in body)) return false;
  const { event } = body;
  if (typeOf(event) !== 'message' || typeof event !== 'object' || event === null) return false;
  return 'channel' in event && typeof event.channel === 'string' && !isDirect(event.channel);
}

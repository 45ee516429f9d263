import type { Message } from '../../wire/message.ts';
import type { PageSnapshot } from '../../wire/page-snapshot.ts';

/**
 * Every snapshot brings all messages anew. Gives those that have not changed as the same objects as before, so that
 * React draws only what did.
 */
export function createStableMessages(): (snapshot: PageSnapshot) => PageSnapshot {
  let known = new Map<string, { json: string; message: Message }>();
  return (snapshot) => {
    const next: typeof known = new Map();
    const stable = (channel: string, message: Message) => {
      const key = `${channel}:${message.ts}`;
      const json = JSON.stringify(message);
      const before = known.get(key);
      const entry = before?.json === json ? before : { json, message };
      next.set(key, entry);
      return entry.message;
    };
    const messages = Object.fromEntries(
      Object.entries(snapshot.messages).map(([channel, list]) => [
        channel,
        list.map((m) => stable(channel, m)),
      ]),
    );
    known = next;
    return { ...snapshot, messages };
  };
}

import type { Conversation } from '../store/conversations.ts';
import type { InboxItem } from '../store/inbox.ts';

/** Stands for the message of a command: the root that we post for it. */
export const ROOT_MESSAGE = 'root';

/** What the inbox made of a conversation. */
export interface Applied {
  conversation: Conversation;
  /** Messages whose earlier reading counts no more: they were edited or deleted. */
  stale: string[];
  /** Somebody turned to us by name. */
  mentioned: boolean;
}

/**
 * Applies what arrived to what was said. A message that is there already is not read twice; an edit with the same
 * text is none.
 */
export function applyItems(before: Conversation, items: readonly InboxItem[]): Applied {
  const messages = new Map(before.map((message) => [message.ts, message]));
  const stale = new Set<string>();
  const add = (ts: string, author: string, text: string, at: number): void => {
    if (!messages.has(ts)) messages.set(ts, { ts, author, text, at, read: false });
  };
  for (const { body } of items) {
    switch (body.kind) {
      case 'open':
        add(body.ts ?? ROOT_MESSAGE, body.user, body.text, body.at);
        break;
      case 'message':
        add(body.message.ts, body.message.user, body.message.text, secondsToMs(body.message.ts));
        break;
      case 'edit': {
        const { ts, user, text } = body.message;
        if (messages.get(ts)?.text === text) break;
        messages.set(ts, { ts, author: user, text, at: secondsToMs(ts), read: false });
        stale.add(ts);
        break;
      }
      case 'delete':
        messages.delete(body.ts);
        stale.add(body.ts);
        break;
      case 'forget_person':
        for (const { ts, author } of [...messages.values()]) if (author === body.user) messages.delete(ts);
        break;
    }
  }
  const bodies = items.map((item) => item.body);
  return {
    conversation: [...messages.values()].sort((a, b) => a.at - b.at),
    stale: [...stale],
    mentioned: bodies.some(
      (body) => (body.kind === 'message' && body.mentioned) || (body.kind === 'open' && body.midThread),
    ),
  };
}

/** A Slack time stamp is a time in seconds. */
const secondsToMs = (ts: string): number => Math.round(Number(ts) * 1000);

import type { Conversation } from '../store/conversations.ts';
import type { InboxItem } from '../store/inbox.ts';

/** Stands for the message of a command: the root that we post for it. */
export const ROOT_MESSAGE = 'root';

/** What the inbox made of a conversation. */
export interface Applied {
  conversation: Conversation;
  /** Messages whose earlier reading counts no more: they were edited or deleted. */
  stale: string[];
  /** Messages of now that turn to us by name, or that nobody else could be meant with. */
  addressed: ReadonlySet<string>;
}

/**
 * Applies what arrived to what was said. A message that is there already is not read twice; an edit with the same
 * text is none.
 * @param following where we do not follow, an edit brings nothing that we had not read before
 * @param stated messages that facts were read from; of a long conversation not every message is kept
 */
export function applyItems(
  before: Conversation,
  items: readonly Pick<InboxItem, 'body'>[],
  { following, stated }: { following: boolean; stated: ReadonlySet<string> },
): Applied {
  const messages = new Map(before.map((message) => [message.ts, message]));
  const stale = new Set<string>();
  const addressed = new Set<string>();
  const add = (ts: string, author: string, text: string, at: number): void => {
    if (!messages.has(ts)) messages.set(ts, { ts, author, text, at, read: false });
  };
  for (const { body } of items) {
    switch (body.kind) {
      case 'open':
        addressed.add(body.ts ?? ROOT_MESSAGE);
        add(body.ts ?? ROOT_MESSAGE, body.user, body.text, body.at);
        break;
      case 'message':
        // One that is there already was answered with the others.
        if (body.mentioned && !messages.has(body.message.ts)) addressed.add(body.message.ts);
        add(body.message.ts, body.message.user, body.message.text, secondsToMs(body.message.ts));
        break;
      case 'edit': {
        const { ts, user, text } = body.message;
        if (messages.get(ts)?.text === text) break;
        stale.add(ts);
        if (following || messages.has(ts) || stated.has(ts))
          messages.set(ts, { ts, author: user, text, at: secondsToMs(ts), read: false });
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
  return { conversation: [...messages.values()].sort((a, b) => a.at - b.at), stale: [...stale], addressed };
}

/** A Slack time stamp is a time in seconds. */
const secondsToMs = (ts: string): number => Math.round(Number(ts) * 1000);

import type { Message } from '../curator/curator.ts';
import type { Conversation } from '../store/conversations.ts';

/** A conversation as a curator reads it. */
export const toMessages = (conversation: Conversation): Message[] =>
  conversation.map(({ ts, author, text, at }) => ({ id: ts, author, text, at }));

import type { Message } from '../../wire/message.ts';

/** @returns the messages that stand in the channel itself */
export function topLevel(messages: readonly Message[]): Message[] {
  return messages.filter(
    (m) => m.thread_ts === undefined || m.thread_ts === m.ts || m.subtype === 'thread_broadcast',
  );
}

/** @returns the replies to a message, oldest first */
export function repliesTo(messages: readonly Message[], rootTs: string): Message[] {
  return messages.filter((message) => message.thread_ts === rootTs && message.ts !== rootTs);
}

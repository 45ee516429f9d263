import type { Conversation } from '../store/conversations.ts';

/** As many as Slack shows of a thread when it is read again: those must be known, so that they are not read twice. */
const FIRST = 100;
/** What people still edit, take back and come back to. */
const LAST = 100;

/** What is kept of a conversation that was read: its beginning and its end, however long it is. */
export const keptOf = (conversation: Conversation): Conversation =>
  conversation.length <= FIRST + LAST
    ? conversation
    : [...conversation.slice(0, FIRST), ...conversation.slice(-LAST)];

/** Whether a message is of the middle of a long conversation, of which nothing is kept. */
export function isLongAgo(ts: string, known: Conversation): boolean {
  const [end] = known.slice(-LAST);
  if (known.length < FIRST + LAST || !end) return false;
  return Number(ts) * 1000 < end.at && !known.some((message) => message.ts === ts);
}

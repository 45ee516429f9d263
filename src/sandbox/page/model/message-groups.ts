import type { Message } from '../../wire/message.ts';
import { dayOf, msOf } from './time.ts';

/** A row of a conversation: a message, or a line between messages. */
export type Row =
  | { kind: 'day'; key: string; label: string }
  | { kind: 'unread'; key: string }
  | { kind: 'replies'; key: string; count: number }
  | { kind: 'message'; key: string; message: Message; compact: boolean };

const SAME_BREATH_MS = 5 * 60_000;

/**
 * @param lastRead ts up to which the person had read when they opened the conversation
 * @returns the rows of a conversation: days, the mark where news begins, and messages; a message shortly after one
 *   of the same author goes without a picture
 */
export function messageRows(
  messages: readonly Message[],
  now: number,
  me: string,
  lastRead: string | undefined,
): Row[] {
  const rows: Row[] = [];
  let before: Message | undefined;
  let marked = lastRead === undefined;
  for (const message of messages) {
    const day = dayOf(message.ts, now);
    const newDay = before === undefined || dayOf(before.ts, now) !== day;
    if (newDay) rows.push({ kind: 'day', key: `day-${message.ts}`, label: day });
    const news = !marked && Number(message.ts) > Number(lastRead) && message.user !== me;
    if (news) rows.push({ kind: 'unread', key: 'unread' });
    marked ||= news;
    const compact = !newDay && !news && before !== undefined && sameBreath(before, message);
    rows.push({ kind: 'message', key: message.ts, message, compact });
    before = message;
  }
  return rows;
}

/** @returns the rows of a thread: its first message, how many replies there are, and those */
export function threadRows(messages: readonly Message[], now: number): Row[] {
  const [root, ...replies] = messages;
  if (!root) return [];
  const first: Row = { kind: 'message', key: root.ts, message: root, compact: false };
  if (replies.length === 0) return [first];
  const rest = messageRows(replies, now, '', undefined);
  const sameDay = rest[0]?.kind === 'day' && rest[0].label === dayOf(root.ts, now);
  return [
    first,
    { kind: 'replies', key: 'replies', count: replies.length },
    ...(sameDay ? rest.slice(1) : rest),
  ];
}

function sameBreath(before: Message, message: Message): boolean {
  return (
    before.user === message.user &&
    before.username === message.username &&
    before.subtype !== 'tombstone' &&
    before.subtype !== 'channel_join' &&
    message.subtype !== 'channel_join' &&
    message.bot_id === undefined &&
    msOf(message.ts) - msOf(before.ts) < SAME_BREATH_MS
  );
}

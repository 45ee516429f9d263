import type { Message } from '../../wire/message.ts';
import { messagesOf } from './messages.ts';
import type { World } from './world.ts';

/** What Slack adds to the first message of a thread when it shows it. */
export interface ThreadSummary {
  thread_ts: string;
  reply_count: number;
  reply_users_count: number;
  latest_reply: string;
  reply_users: string[];
  is_locked: boolean;
  subscribed: boolean;
}

/** @returns the summary of a thread, or undefined for a message that has no replies */
export function threadSummary(world: World, channelId: string, root: Message): ThreadSummary | undefined {
  const replies = messagesOf(world, channelId).filter((m) => m.thread_ts === root.ts && m.ts !== root.ts);
  const latest = replies.at(-1);
  if (!latest) return undefined;
  const users = [...new Set(replies.map((reply) => reply.user))];
  return {
    thread_ts: root.ts,
    reply_count: replies.length,
    reply_users_count: users.length,
    latest_reply: latest.ts,
    reply_users: users.slice(0, 5),
    is_locked: false,
    subscribed: false,
  };
}

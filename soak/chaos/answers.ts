import type { Sandbox } from '../../src/sandbox/server/sandbox.ts';
import type { Message } from '../../src/sandbox/wire/message.ts';

/** Our messages in a thread: how often each of them is there. */
export interface Thread {
  channel: string;
  ts: string;
  root: Message | undefined;
  /** How many of our messages bear each key. */
  keys: Map<string, number>;
  /** All that our replies say. */
  replies: string;
}

/** The threads of some channels as they stand now, by channel and time stamp. */
export function threadsIn(slack: Sandbox, channels: readonly string[]): Map<string, Thread> {
  const threads = new Map<string, Thread>();
  for (const channel of channels) {
    for (const message of slack.messages(channel)) {
      const ts = message.thread_ts ?? message.ts;
      const name = `${channel}/${ts}`;
      const thread = threads.get(name) ?? { channel, ts, root: undefined, keys: new Map(), replies: '' };
      threads.set(name, thread);
      if (message.ts === ts) thread.root = message;
      const key = keyOf(message);
      if (key === undefined) continue;
      thread.keys.set(key, (thread.keys.get(key) ?? 0) + 1);
      if (key.startsWith('reply:')) thread.replies += `${JSON.stringify(message.blocks)}\n`;
    }
  }
  return threads;
}

/** The key of one of our messages within its case; undefined for what others wrote. */
function keyOf({ metadata }: Message): string | undefined {
  const key = metadata?.event_payload.key;
  return typeof key === 'string' ? key.slice(key.indexOf('/') + 1) : undefined;
}

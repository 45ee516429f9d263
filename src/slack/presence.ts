import { setTimeout } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import type { Place, Voice } from '../cases/voice.ts';
import { cut, oneLine } from './blocks/verdict-parts.ts';
import { isDirect } from './is-direct.ts';

/** Showing that we are at work takes no more of the time for it. */
const LIMIT_MS = 500;
const LONGEST_TITLE = 80;
/** Slack shows them in turn while it takes longer. */
const LOADING = [
  'Reading your words …',
  'Checking every quotation …',
  'Holding it against the guidance …',
  'Weighing what would change the answer …',
];

/**
 * Shows in Slack that we are at work: a status below the thread and, in a direct message, an agent session with a title
 * and a Stop button, which is left in peace when we are done. All of it is a courtesy that never fails.
 */
export function createPresence(
  clientFor: (workspace: string) => Promise<WebClient>,
): Pick<Voice, 'working' | 'done'> {
  const status = async ({ workspace, channel }: Place, thread: string, text: string) =>
    (await clientFor(workspace)).assistant.threads.setStatus({
      channel_id: channel,
      thread_ts: thread,
      status: text,
      ...(text === '' ? {} : { loading_messages: LOADING }),
    });
  const session = async (
    { workspace, channel, threadTs }: Place,
    state: 'processing' | 'active',
    on?: { title: string; asker: string },
  ) =>
    (await clientFor(workspace)).agents.sessions.setStatus({
      channel_id: channel,
      status: state,
      ...(threadTs ? { thread_ts: threadTs } : {}),
      // These two count when a session begins.
      ...(on?.title ? { title: cut(oneLine(on.title), LONGEST_TITLE) } : {}),
      ...(on ? { initiator_user_id: on.asker } : {}),
    });
  return {
    working: async (place, on) => {
      const { channel, threadTs } = place;
      if (!threadTs) return;
      await soon(
        status(place, threadTs, 'is reading your words…'),
        ...(isDirect(channel) ? [session(place, 'processing', on)] : []),
      );
    },
    done: async (place, { silent }) => {
      const { channel, threadTs } = place;
      if (!threadTs) return;
      await soon(
        ...(silent ? [status(place, threadTs, '')] : []),
        ...(isDirect(channel) ? [session(place, 'active')] : []),
      );
    },
  };
}

/** Waits for calls, but not for long, and not for whether they work. */
async function soon(...calls: readonly Promise<unknown>[]): Promise<void> {
  if (calls.length === 0) return;
  await Promise.race([Promise.allSettled(calls), setTimeout(LIMIT_MS, undefined, { ref: false })]);
}

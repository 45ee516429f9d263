import type { Inbound } from '../../store/inbound.ts';
import type { MentionEvent } from '../bodies.ts';
import { readRequest } from '../mention-request.ts';
import { plainText } from '../plain-text.ts';
import { type Base, caseIdFor, toMs } from './base.ts';

/** Somebody turns to us by name: opens a case, or goes on with the thread's. */
export function fromMention(event: MentionEvent, bot: string | undefined, base: Base): Inbound | undefined {
  if (event.bot_id || !event.user) return undefined;
  const threadTs = event.thread_ts ?? event.ts;
  const at = toMs(event.ts);
  const request = event.thread_ts === undefined ? undefined : readRequest(plainText(event.text, bot));
  if (request !== undefined) {
    const following = request === 'follow';
    return {
      ...base,
      threadTs,
      opening: undefined,
      body: { kind: 'follow', user: event.user, at, following },
      at,
    };
  }
  return {
    ...base,
    threadTs,
    opening: {
      caseId: caseIdFor(base.workspace, `${base.channel}:${threadTs}`),
      openedBy: event.user,
      origin: 'mention',
    },
    body: {
      kind: 'open',
      user: event.user,
      text: plainText(event.text, bot),
      at,
      ts: event.ts,
      midThread: event.thread_ts !== undefined && event.thread_ts !== event.ts,
    },
    at,
  };
}

import type { Inbound } from '../../store/inbound.ts';
import type { MentionEvent } from '../bodies.ts';
import { readRequest } from '../mention-request.ts';
import { plainText } from '../plain-text.ts';
import { type Base, caseIdFor, toMs } from './base.ts';
import { fromRequest } from './from-request.ts';

/** Somebody turns to us by name: opens a case, or goes on with the thread's. */
export function fromMention(event: MentionEvent, bot: string | undefined, base: Base): Inbound | undefined {
  if (event.bot_id || !event.user) return undefined;
  const threadTs = event.thread_ts ?? event.ts;
  const at = toMs(event.ts);
  const { user } = event;
  const request = readRequest(plainText(event.text, bot));
  // Outside of a thread there is nothing to show or to stop: but for help, these are somebody's first words.
  if (request === 'help' || (request && event.thread_ts !== undefined))
    return fromRequest(request, { user, at, threadTs, base });
  return {
    ...base,
    threadTs,
    opening: {
      caseId: caseIdFor(base.workspace, `${base.channel}:${threadTs}`),
      openedBy: user,
      origin: 'mention',
    },
    body: {
      kind: 'open',
      user,
      text: plainText(event.text, bot),
      at,
      ts: event.ts,
      midThread: event.thread_ts !== undefined && event.thread_ts !== event.ts,
    },
    at,
  };
}

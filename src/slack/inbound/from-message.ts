import type { Inbound } from '../../store/inbound.ts';
import type { MessageEvent } from '../bodies.ts';
import { readRequest } from '../mention-request.ts';
import { plainText } from '../plain-text.ts';
import { type Base, caseIdFor, toMs } from './base.ts';
import { fromRequest } from './from-request.ts';

/** Subtypes of messages that people write. */
const WRITTEN = [undefined, 'thread_broadcast', 'file_share', 'me_message'];

/** A message, an edit or a deletion in a thread, or a direct message to us. */
export function fromMessage(event: MessageEvent, bot: string | undefined, base: Base): Inbound | undefined {
  if (event.subtype === 'message_changed') return fromEdit(event, bot, base);
  if (event.subtype === 'message_deleted') return fromDeletion(event, base);
  if (!WRITTEN.includes(event.subtype) || event.bot_id || !event.user) return undefined;
  const text = event.text ?? '';
  const mentioned = bot !== undefined && text.includes(`<@${bot}>`);
  const direct = event.channel_type === 'im';
  // A mention in a channel arrives as app_mention too, and that one is taken.
  if (mentioned && !direct) return undefined;
  const request = direct ? readRequest(plainText(text, bot)) : undefined;
  if (request === 'help') return undefined;
  // In a direct message there is nobody else to leave alone.
  if (request && request !== 'stop' && request !== 'follow' && event.thread_ts !== undefined) {
    const where = { user: event.user, at: toMs(event.ts), threadTs: event.thread_ts, base };
    return fromRequest(request, where);
  }
  if (direct && event.thread_ts === undefined) return opensDirectly(event, event.user, text, bot, base);
  if (event.thread_ts === undefined) return undefined;
  return {
    ...base,
    threadTs: event.thread_ts,
    opening: undefined,
    body: {
      kind: 'message',
      message: { ts: event.ts, user: event.user, text: plainText(text, bot) },
      // Who writes to us alone, means us.
      mentioned: direct,
    },
    at: toMs(event.ts),
  };
}

function opensDirectly(
  event: MessageEvent,
  user: string,
  text: string,
  bot: string | undefined,
  base: Base,
): Inbound {
  return {
    ...base,
    threadTs: event.ts,
    opening: {
      caseId: caseIdFor(base.workspace, `${base.channel}:${event.ts}`),
      openedBy: user,
      origin: 'direct',
    },
    body: {
      kind: 'open',
      user,
      text: plainText(text, bot),
      at: toMs(event.ts),
      ts: event.ts,
      midThread: false,
    },
    at: toMs(event.ts),
  };
}

/** An edit; also the echo of our own updates, which our mark tells apart, and a deleted root with replies below it. */
function fromEdit(event: MessageEvent, bot: string | undefined, base: Base): Inbound | undefined {
  const { message, previous_message: previous } = event;
  if (!message || message.bot_id || previous?.bot_id) return undefined;
  const threadTs = message.thread_ts ?? message.ts;
  const at = toMs(event.event_ts ?? event.ts);
  if (message.subtype === 'tombstone') {
    return { ...base, threadTs, opening: undefined, body: { kind: 'delete', ts: message.ts }, at };
  }
  if (!message.user || message.text === undefined || message.text === previous?.text) return undefined;
  return {
    ...base,
    threadTs,
    opening: undefined,
    body: {
      kind: 'edit',
      message: { ts: message.ts, user: message.user, text: plainText(message.text, bot) },
    },
    at,
  };
}

function fromDeletion(event: MessageEvent, base: Base): Inbound | undefined {
  const { previous_message: previous, deleted_ts: ts } = event;
  if (ts === undefined || previous?.bot_id) return undefined;
  return {
    ...base,
    threadTs: previous?.thread_ts ?? ts,
    opening: undefined,
    body: { kind: 'delete', ts },
    at: toMs(event.event_ts ?? event.ts),
  };
}

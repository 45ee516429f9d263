import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Inbound } from '../store/inbound.ts';
import { CommandBody, EventBody, type MentionEvent, type MessageEvent, SubmissionBody } from './bodies.ts';
import { readCommand } from './command-text.ts';
import { plainText } from './plain-text.ts';
import { readForm, SITUATION_FORM } from './situation-form.ts';

/** Subtypes of messages that people write. */
const WRITTEN = [undefined, 'thread_broadcast', 'file_share', 'me_message'];

/**
 * What of a payload is to be kept and worked on: a pure function. Undefined for all that is not ours: other events,
 * other apps' messages and our own, edits that change nothing, and forms that are not filled in.
 * @param now milliseconds since 1970, for payloads that carry no time
 */
export function toInbound(body: unknown, now: number): Inbound | undefined {
  const event = EventBody.safeParse(body);
  if (event.success) return fromEvent(event.data);
  const submission = SubmissionBody.safeParse(body);
  if (submission.success) return fromSubmission(submission.data, now);
  const command = CommandBody.safeParse(body);
  return command.success ? fromCommand(command.data, now) : undefined;
}

function fromEvent(body: EventBody): Inbound | undefined {
  const { event } = body;
  const bot = body.authorizations?.find((each) => each.is_bot)?.user_id ?? undefined;
  const base = {
    workspace: body.enterprise_id ?? body.team_id ?? '',
    eventKey: body.event_id,
    channel: event.channel,
  };
  return event.type === 'app_mention' ? fromMention(event, bot, base) : fromMessage(event, bot, base);
}

type Base = Pick<Inbound, 'workspace' | 'eventKey' | 'channel'>;

function fromMention(event: MentionEvent, bot: string | undefined, base: Base): Inbound | undefined {
  if (event.bot_id || !event.user) return undefined;
  const threadTs = event.thread_ts ?? event.ts;
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
      at: toMs(event.ts),
      ts: event.ts,
      midThread: event.thread_ts !== undefined && event.thread_ts !== event.ts,
    },
    at: toMs(event.ts),
  };
}

function fromMessage(event: MessageEvent, bot: string | undefined, base: Base): Inbound | undefined {
  if (event.subtype === 'message_changed') return fromEdit(event, bot, base);
  if (event.subtype === 'message_deleted') return fromDeletion(event, base);
  if (!WRITTEN.includes(event.subtype) || event.bot_id || !event.user) return undefined;
  const text = event.text ?? '';
  const mentioned = bot !== undefined && text.includes(`<@${bot}>`);
  const direct = event.channel_type === 'im';
  // A mention in a channel arrives as app_mention too, and that one is taken.
  if (mentioned && !direct) return undefined;
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

function fromCommand(body: CommandBody, now: number): Inbound | undefined {
  const command = readCommand(plainText(body.text));
  if (command.kind !== 'situation') return undefined;
  const workspace = body.enterprise_id ?? body.team_id ?? '';
  return {
    workspace,
    eventKey: `command:${body.trigger_id}`,
    channel: body.channel_id,
    threadTs: undefined,
    opening: { caseId: caseIdFor(workspace, body.trigger_id), openedBy: body.user_id, origin: 'command' },
    body: {
      kind: 'open',
      user: body.user_id,
      text: command.text,
      at: now,
      midThread: false,
      ...(body.response_url ? { responseUrl: body.response_url } : {}),
    },
    at: now,
  };
}

const FormPlace = z.object({ channel: z.string(), responseUrl: z.string().optional() });

function fromSubmission(body: SubmissionBody, now: number): Inbound | undefined {
  if (body.view.callback_id !== SITUATION_FORM) return undefined;
  const filled = readForm(body.view.state.values);
  if ('errors' in filled) return undefined;
  const place = FormPlace.parse(JSON.parse(body.view.private_metadata));
  const workspace = body.enterprise?.id ?? body.team?.id ?? '';
  return {
    workspace,
    eventKey: `form:${body.view.id}`,
    channel: place.channel,
    threadTs: undefined,
    opening: { caseId: caseIdFor(workspace, body.view.id), openedBy: body.user.id, origin: 'modal' },
    body: {
      kind: 'open',
      user: body.user.id,
      text: filled.text,
      at: now,
      midThread: false,
      ...(place.responseUrl ? { responseUrl: place.responseUrl } : {}),
    },
    at: now,
  };
}

/** A Slack time stamp is a time in seconds. */
const toMs = (ts: string): number => Math.round(Number(ts) * 1000);

/** An id that follows from what opened the case, so that the same event told twice opens it once. */
function caseIdFor(workspace: string, source: string): string {
  const hash = createHash('sha256').update(`${workspace}\0${source}`).digest('hex');
  // The form of a version 8 UUID: any bits, but for version and variant.
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

import type { Inbound } from '../store/inbound.ts';
import { ActionBody, CommandBody, EventBody, SubmissionBody } from './bodies.ts';
import { fromAction } from './inbound/from-action.ts';
import { fromCommand } from './inbound/from-command.ts';
import { fromMention } from './inbound/from-mention.ts';
import { fromMessage } from './inbound/from-message.ts';
import { fromStop } from './inbound/from-stop.ts';
import { fromSubmission } from './inbound/from-submission.ts';
import { workspaceOfEvent } from './workspace-of.ts';

/**
 * What of a payload is to be kept and worked on: a pure function. Undefined for all that is not ours: other events,
 * other apps' messages and our own, edits that change nothing, and forms that are not filled in.
 * @param now milliseconds since 1970, for payloads that carry no time
 */
export function toInbound(body: unknown, now: number): Inbound | undefined {
  const event = EventBody.safeParse(body);
  if (event.success) return fromEvent(event.data);
  const action = ActionBody.safeParse(body);
  if (action.success) return fromAction(action.data, now);
  const submission = SubmissionBody.safeParse(body);
  if (submission.success) return fromSubmission(submission.data, now);
  const command = CommandBody.safeParse(body);
  return command.success ? fromCommand(command.data, now) : undefined;
}

function fromEvent(body: EventBody): Inbound | undefined {
  const { event } = body;
  const bot = body.authorizations?.find((each) => each.is_bot)?.user_id ?? undefined;
  const base = {
    workspace: workspaceOfEvent(body),
    eventKey: body.event_id,
    channel: event.channel,
  };
  switch (event.type) {
    case 'app_mention':
      return fromMention(event, bot, base);
    case 'message':
      return fromMessage(event, bot, base);
    case 'agent_session_stopped':
      return fromStop(event, base);
  }
}

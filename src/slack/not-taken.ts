import type { ReceiverEvent } from '@slack/bolt';
import type { Inbound } from '../store/inbound.ts';
import { ActionBody, CommandBody, ShortcutBody, SubmissionBody, typeOf } from './bodies.ts';
import { readCommand } from './command-text.ts';
import { lostText, NOT_INSTALLED, notInstalledText } from './lost-text.ts';
import { notice } from './notice.ts';
import { plainText } from './plain-text.ts';
import { tellAlone } from './tell-alone.ts';

// What people are told when what they did is not taken: through the acknowledgement, for nothing else may work.

/**
 * Says something in a form that stays open, so that nothing typed in it is lost.
 * @param elsewhere what is said in place of a form that has no field to say it at
 */
export function inForm({ view }: SubmissionBody, text: string, elsewhere = text) {
  const [field] = Object.keys(view.state.values);
  return field === undefined
    ? { response_action: 'update', view: notice('Not done', elsewhere) }
    : { response_action: 'errors', errors: { [field]: text } };
}

/** Nothing of it is kept; what somebody typed they get back. That needs no token. */
export async function answerNotInstalled(event: ReceiverEvent): Promise<void> {
  const { body } = event;
  const submission = SubmissionBody.safeParse(body);
  if (submission.success) return event.ack(inForm(submission.data, NOT_INSTALLED_FORM, NOT_INSTALLED));
  const command = CommandBody.safeParse(body);
  if (command.success) {
    const asked = readCommand(plainText(command.data.text));
    const text = notInstalledText(asked.kind === 'situation' ? asked.text : '');
    return event.ack({ response_type: 'ephemeral', text });
  }
  await event.ack();
  await tellWhoPressed(body, NOT_INSTALLED);
}

/** A listener failed before it acknowledged; part of it may be done. */
export async function answerFailed(event: ReceiverEvent): Promise<void> {
  const submission = SubmissionBody.safeParse(event.body);
  if (submission.success) return event.ack(inForm(submission.data, FAILED));
  await event.ack(
    typeOf(event.body) === undefined ? { response_type: 'ephemeral', text: FAILED } : undefined,
  );
  await tellWhoPressed(event.body, FAILED);
}

/** Tells who pressed a button or called a shortcut; anybody else has no address of their own. */
async function tellWhoPressed(body: unknown, text: string): Promise<void> {
  const { data: action } = ActionBody.safeParse(body);
  const { data: shortcut } = ShortcutBody.safeParse(body);
  const told = action ?? shortcut;
  if (told) await tellIfPossible(told, text);
}

/** What is told here was acknowledged: where it cannot be told (any more), Slack is to hear of no failure. */
export const tellIfPossible = (press: Parameters<typeof tellAlone>[0], text: string): Promise<void> =>
  tellAlone(press, text).catch(() => undefined);

/** Tells who can be told. @throws the error for an event, so that it is not acked and Slack sends it again */
export async function giveBack(event: ReceiverEvent, inbound: Inbound, error: unknown): Promise<void> {
  const text = inbound.body.kind === 'open' ? inbound.body.text : '';
  const submission = SubmissionBody.safeParse(event.body);
  const action = ActionBody.safeParse(event.body);
  if (inbound.opening?.origin === 'command') {
    await event.ack({ response_type: 'ephemeral', text: lostText(text) });
  } else if (submission.success) {
    // A form that only asks whether it is meant has no field to say it at.
    await event.ack(inForm(submission.data, LOST_FORM, LOST_PRESS));
  } else if (action.success) {
    await event.ack();
    await tellIfPossible(action.data, LOST_PRESS);
  } else throw error;
}

const FAILED =
  'Something went wrong here, and this may not be done, or only in part. Look at the case, and try again in a minute; whoever runs me finds it in the log.';
const NOT_INSTALLED_FORM =
  'I am not installed in this workspace (any more), so I kept nothing. Copy what you typed, and try again once I am.';
const LOST_FORM =
  'I could not keep this: my database does not answer. Nothing you typed is lost; try again in a minute.';
const LOST_PRESS =
  'I could not do this: my database does not answer. Nothing is changed; try again in a minute.';

import type { Sandbox } from '../../src/sandbox/server/sandbox.ts';
import type { Message } from '../../src/sandbox/wire/message.ts';
import type { View } from '../../src/sandbox/wire/view.ts';
import { connected } from './connected.ts';
import { type CaseThread, keyOf } from './threads.ts';

type Values = Record<string, string | string[] | null>;

/** Somebody presses a button of ours in a thread; waits for Slack's acknowledgement. */
export async function press(
  slack: Sandbox,
  user: string,
  thread: CaseThread,
  message: Message,
  button: { actionId: string; at?: number; value?: string },
): Promise<void> {
  const blocks = (message.blocks ?? []).filter((block) =>
    JSON.stringify(block).includes(`"action_id":"${button.actionId}"`),
  );
  const block = blocks[button.at ?? 0];
  if (!block) throw new Error(`There is no button ${button.actionId}.`);
  await connected(slack);
  const outcome = await slack.click({
    user,
    channel: thread.channel,
    messageTs: message.ts,
    actionId: button.actionId,
    blockId: String(block.block_id),
    ...(button.value === undefined ? {} : { value: button.value }),
  });
  if (outcome.outcome !== 'acked') throw new Error(`The press was not taken: ${JSON.stringify(outcome)}`);
}

/** Waits for the modal that somebody has before their eyes. */
export const modalOf = (slack: Sandbox, user: string, not?: string): Promise<View> =>
  slack.until(() => slack.views(user).find(({ id, blocks }) => id !== not && blocks.length > 1));

/** Somebody fills a form in, by the ids of its fields, and sends it. */
export async function send(slack: Sandbox, user: string, viewId: string, fields: Values) {
  await connected(slack);
  return slack.submitView({
    user,
    viewId,
    values: Object.fromEntries(Object.entries(fields).map(([id, value]) => [id, { in: value }])),
  });
}

/** One of our messages in the thread by its key, or the beginning of it. */
export const messageOf = (slack: Sandbox, thread: CaseThread, key: string): Message | undefined =>
  slack.messages(thread.channel, thread.ts).find((message) => keyOf(message)?.startsWith(key));

/** The case of a thread, by what its verdict is marked with. */
export const caseIdOf = (thread: CaseThread): string =>
  String(thread.verdict().metadata?.event_payload.key).split('/')[0] ?? '';

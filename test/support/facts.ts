import { z } from 'zod';
import type { Sandbox } from '../../src/sandbox/server/sandbox.ts';
import type { Message } from '../../src/sandbox/wire/message.ts';
import type { SubmitOutcome } from '../../src/sandbox/wire/outcome.ts';
import type { View } from '../../src/sandbox/wire/view.ts';
import { pick } from './menu.ts';
import { shownLines } from './shown.ts';
import { type CaseThread, keyOf } from './threads.ts';

/** What people set by hand in a thread, as it was posted in their name, oldest first. */
export const saidIn = (slack: Sandbox, thread: CaseThread): Message[] =>
  slack.messages(thread.channel, thread.ts).filter((message) => keyOf(message)?.startsWith('said:'));

/** Somebody presses a button of the verdict. */
export async function press(
  slack: Sandbox,
  user: string,
  thread: CaseThread,
  actionId: string,
): Promise<void> {
  const click = { user, channel: thread.channel, messageTs: thread.verdict().ts, actionId };
  const { outcome } = await slack.click(click);
  if (outcome !== 'acked') throw new Error(`The click was ${outcome}.`);
}

/** Somebody opens the form for the open questions. */
export async function openQuestions(slack: Sandbox, user: string, thread: CaseThread): Promise<View> {
  return opened(slack, user, () => press(slack, user, thread, 'answer'));
}

/** Somebody opens the list of facts. */
export async function openFacts(slack: Sandbox, user: string, thread: CaseThread): Promise<View> {
  return opened(slack, user, () => pick(slack, user, thread, 'facts'));
}

async function opened(slack: Sandbox, user: string, open: () => Promise<void>): Promise<View> {
  const before = topView(slack, user)?.id;
  await open();
  return slack.until(() => {
    const view = topView(slack, user);
    return view?.id === before ? undefined : view;
  });
}

export const topView = (slack: Sandbox, user: string): View | undefined => slack.views(user).at(-1);

/** What somebody sees of the view on top. */
export const inView = (slack: Sandbox, user: string): string =>
  shownLines(topView(slack, user)?.blocks ?? []).join('\n');

/** Somebody fills in facts and sends the form; texts and numbers as typed, choices as their values in JSON. */
export const fillIn = (
  slack: Sandbox,
  user: string,
  { id: viewId }: View,
  facts: Record<string, string>,
): Promise<SubmitOutcome> =>
  slack.submitView({
    user,
    viewId,
    values: Object.fromEntries(Object.entries(facts).map(([key, value]) => [`fact:${key}`, { value }])),
  });

const Block = z.object({
  type: z.string(),
  block_id: z.string(),
  text: z.object({ text: z.string() }).optional(),
  elements: z.array(z.object({ action_id: z.string().optional() })).optional(),
});

/** Somebody presses a button below the fact that holds these words, in the list that they look at. */
export async function pressBelow(
  slack: Sandbox,
  user: string,
  words: string,
  actionId: string,
): Promise<void> {
  const view = topView(slack, user);
  const blocks = z.array(Block).parse(view?.blocks);
  const at = blocks.findIndex(({ text }) => text?.text.includes(words));
  const row = blocks[at + 1];
  if (!view || at === -1 || !row) throw new Error(`There is no "${words}" in the view.`);
  const { outcome } = await slack.click({ user, viewId: view.id, blockId: row.block_id, actionId });
  if (outcome !== 'acked') throw new Error(`The click was ${outcome}.`);
}

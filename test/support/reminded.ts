import { dayOf } from '../../src/clock.ts';
import type { Digest } from '../../src/digest/digest.ts';
import { digestById } from '../../src/digest/digests.ts';
import type { DigestSettings } from '../../src/digest/settings.ts';
import type { Message } from '../../src/sandbox/wire/message.ts';
import type { View } from '../../src/sandbox/wire/view.ts';
import type { CaseRef } from '../../src/store/case-ref.ts';
import { connected } from './connected.ts';
import {
  type ClockWorld,
  DAY_MS,
  decideOn,
  digestFor,
  digestsIn,
  startClockWorld,
  takeOn,
  toNext,
} from './digests.ts';
import { eventually } from './eventually.ts';
import { caseIdOf } from './forms.ts';
import { shown } from './shown.ts';
import { query } from './test-database.ts';
import { ask, type CaseThread, settled } from './threads.ts';

export const BOT = 'Our support bot makes up refund rules. We have 800 Q&A pairs.';

/** A case with a step that is overdue and a decision to look at again, and the channel's digest that names them. */
export interface Reminded extends ClockWorld {
  thread: CaseThread;
  ref: CaseRef;
  digest: Digest;
  message: Message;
}

export async function reminded(settings: Partial<DigestSettings> = {}): Promise<Reminded> {
  const world = await startClockWorld();
  const { slack, db, clock, database } = world;
  const thread = await ask(slack, BOT);
  await settled(slack, database);
  const ref = { workspace: slack.teamId, caseId: caseIdOf(thread) };
  const by = { user: slack.user('ana').id, at: new Date(clock.now()) };
  const yesterday = dayOf(clock.now() - DAY_MS);
  await takeOn(db, ref, { id: 'a', what: 'Ask 50 of the 800 twice', owner: by.user, due: yesterday }, by);
  await decideOn(db, ref, { what: 'Keep the small model', lookAgain: yesterday }, by);
  const digest = await digestFor(
    world,
    { kind: 'channel', channel: slack.channel('#llm-help').id },
    settings,
  );
  toNext(world, digest);
  const message = await slack.until(() => digestsIn(slack, '#llm-help')[0]);
  await noted(world);
  return { ...world, thread, ref, digest, message };
}

/** Waits until it is noted that what is in Slack was sent. */
export const noted = ({ database }: ClockWorld): Promise<unknown> =>
  eventually(
    async () => (await query(database, 'select from digest_sends where outcome is null')).length === 0,
  );

/** Somebody chooses something in the menu of the line that holds these words. */
export async function choose(world: Reminded, user: string, words: string, choice: string): Promise<void> {
  const { slack, message, ref } = world;
  const block = (message.blocks ?? []).find(
    (each) => JSON.stringify(each).includes(words) && JSON.stringify(each).includes('overflow'),
  );
  if (!block) throw new Error(`No line says ${words}: ${shown(message)}`);
  await connected(slack);
  const outcome = await slack.click({
    user,
    channel: slack.channel('#llm-help').id,
    messageTs: message.ts,
    blockId: String(block.block_id),
    actionId: 'digest_line',
    value: `${choice}:${ref.caseId}`,
  });
  if (outcome.outcome !== 'acked') throw new Error(`It was ${JSON.stringify(outcome)}.`);
}

/** Somebody chooses something in the digest's own menu, or presses one of its buttons. */
export async function press(world: Reminded, user: string, action: string, value?: string): Promise<void> {
  const { slack, message } = world;
  await connected(slack);
  const outcome = await slack.click({
    user,
    channel: slack.channel('#llm-help').id,
    messageTs: message.ts,
    actionId: action,
    ...(value === undefined ? {} : { value }),
  });
  if (outcome.outcome !== 'acked') throw new Error(`It was ${JSON.stringify(outcome)}.`);
}

/** Waits for a form by its title. */
export const form = ({ slack }: Reminded, user: string, title: string | RegExp): Promise<View> =>
  slack.until(() => slack.views(user).find(({ title: found }) => JSON.stringify(found).match(title)));

/** Waits until somebody is told this alone. */
export const told = ({ slack }: Reminded, user: string, words: RegExp): Promise<unknown> =>
  slack.until(() => slack.ephemerals(user).find(({ text }) => words.test(text ?? '')));

/** Waits until the digest, as it stands in Slack, says this. @returns all that it says then */
export const says = ({ slack, message }: Reminded, words: RegExp): Promise<string> =>
  slack.until(() => {
    const now = slack.messages('#llm-help').find(({ ts }) => ts === message.ts);
    const text = shown(now ?? {});
    return words.test(text) ? text : undefined;
  });

/** What the next digest says; the clock goes on to it. */
export async function next(world: Reminded): Promise<string> {
  const { slack, db, digest } = world;
  const before = digestsIn(slack, '#llm-help').length;
  await settled(slack, world.database);
  toNext(world, await digestById(db, digest));
  const text = shown(await slack.until(() => digestsIn(slack, '#llm-help')[before]));
  await noted(world);
  return text;
}

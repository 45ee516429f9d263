import type { Sandbox } from '../../src/sandbox/server/sandbox.ts';
import type { Message } from '../../src/sandbox/wire/message.ts';
import { eventually } from './eventually.ts';
import { shown } from './shown.ts';
import { query } from './test-database.ts';

/** A thread that we advise in, as it stands now. */
export interface CaseThread {
  channel: string;
  ts: string;
  root(): Message;
  verdict(): Message;
  /** Our short replies, oldest first. */
  replies(): Message[];
  /** A person goes on in the thread. @returns the message's ts */
  say(user: string, text: string): string;
}

/** Which of our messages one is: root, verdict, reply:2. Undefined for other people's. */
export function keyOf({ metadata }: Message): string | undefined {
  const key = metadata?.event_payload.key;
  return typeof key === 'string' ? key.slice(key.indexOf('/') + 1) : undefined;
}

export function caseThread(slack: Sandbox, channel: string, ts: string): CaseThread {
  const messages = () => slack.messages(channel, ts);
  const one = (found: Message | undefined, name: string): Message => {
    if (!found) throw new Error(`There is no ${name} in the thread.`);
    return found;
  };
  return {
    channel,
    ts,
    root: () => one(messages()[0], 'root'),
    verdict: () =>
      one(
        messages().find((message) => keyOf(message) === 'verdict'),
        'verdict',
      ),
    replies: () => messages().filter((message) => keyOf(message)?.startsWith('reply:')),
    say: (user, text) => slack.say({ user, channel, threadTs: ts, text }),
  };
}

/** Every message of a kind that we posted in a channel. */
export const oursIn = (slack: Sandbox, channel: string, key: string): Message[] =>
  slack.messages(channel).filter((message) => keyOf(message) === key);

/** Waits for the verdict in the thread of a message. */
export async function verdictBelow(slack: Sandbox, channel: string, ts: string): Promise<CaseThread> {
  await slack.until(() => slack.messages(channel, ts).some((message) => keyOf(message) === 'verdict'));
  return caseThread(slack, channel, ts);
}

/** Somebody asks with /finetune; waits for the verdict, and for the root that has its headline. */
export async function ask(
  slack: Sandbox,
  text: string,
  { user = 'ana', channel = '#llm-help' }: { user?: string; channel?: string } = {},
): Promise<CaseThread> {
  const before = new Set(oursIn(slack, channel, 'root').map(({ ts }) => ts));
  const outcome = await slack.command({ user, channel, text: `/finetune ${text}` });
  if (outcome.outcome !== 'acked') throw new Error(`The command was ${outcome.outcome}.`);
  const root = await slack.until(() => oursIn(slack, channel, 'root').find(({ ts }) => !before.has(ts)));
  const thread = await verdictBelow(slack, channel, root.ts);
  await slack.until(() => !shown(thread.root()).includes('Reading …'));
  return thread;
}

/** Waits until everything that was told is acknowledged, worked on and said: what is not there then never comes. */
export async function settled(slack: Sandbox, database: string): Promise<void> {
  await slack.until(() => slack.deliveries().every(({ state }) => state !== 'pending'));
  await eventually(async () => {
    const [row] = await query(
      database,
      `select (select count(*) from inbox where done_at is null)
            + (select count(*) from outbox where sent_version < version and failed is null)
            + (select count(*) from cases where lease is not null)`,
    );
    return Number(row?.[0]) === 0;
  });
}

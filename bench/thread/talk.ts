import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Sandbox } from '../../src/sandbox/server/sandbox.ts';

const CASES = new URL('../../test/golden/cases/', import.meta.url);
/** So many messages are sent at once while a thread is filled; no turn is to be longer than what a model reads. */
const TOGETHER = 10;
/** Shares no divisor with how many there are, or some would never be said. */
const STRIDE = 37;
const PATIENCE = { timeoutMs: 60_000 };
const POLL_MS = 20;
const SITUATION =
  'Our support bot makes up refund rules. We have 800 Q&A pairs and want to fine-tune Llama 3 8B on them.';

/** A thread that the product follows, filled up to a length. */
export interface Talk {
  /** Says one more thing that leaves the facts as they are. @returns milliseconds until the verdict was updated */
  oneMore(): Promise<number>;
}

/** What people wrote in the labelled situations, dense with facts: over three in a message. */
export async function labelledWords(): Promise<string[]> {
  const names = (await readdir(CASES)).filter((name) => name.endsWith('.json')).sort();
  const files = await Promise.all(names.map((name) => readFile(new URL(name, CASES), 'utf8')));
  const said = files.flatMap((file) => {
    const { messages }: { messages: { text: string }[] } = JSON.parse(file);
    return messages.map(({ text }) => text);
  });
  // From all situations alike: neighbours are about the same.
  return said.map((_, index) => said[(index * STRIDE) % said.length] ?? '');
}

/**
 * Opens a case by a mention and lets people talk in its thread until there are so many messages.
 * @param words what they say, over and over
 */
export async function createTalk(
  slack: Sandbox,
  pool: pg.Pool,
  { name, length, words }: { name: string; length: number; words: readonly string[] },
): Promise<Talk> {
  const people = slack.users().filter((user) => !user.isBot);
  const adviser = slack.user(slack.botUserId).name;
  const members = [...people.map(({ id }) => id), slack.botUserId];
  const channel = slack.createChannel({ user: 'ana', name, kind: 'public', members });
  const threadTs = slack.say({ user: 'ana', channel, text: `@${adviser} ${SITUATION}` });
  let sent = 1;
  await worked(pool, channel, sent);
  while (sent < length) {
    for (let count = 0; count < TOGETHER && sent < length; count++, sent++) {
      const user = people[sent % people.length]?.id ?? 'ana';
      // No message twice: nobody says the same word for word.
      slack.say({ user, channel, threadTs, text: `${words[sent % words.length]} (${sent})` });
    }
    await worked(pool, channel, sent);
  }
  return {
    oneMore: async () => {
      const before = slack.requests('chat.update').at(-1);
      const text = `As I said on day ${sent++}, we have about 800 Q&A pairs.`;
      const started = performance.now();
      slack.say({ user: 'ana', channel, threadTs, text });
      await slack.until(() => slack.requests('chat.update').at(-1) !== before, PATIENCE);
      const took = performance.now() - started;
      await worked(pool, channel, sent);
      return took;
    },
  };
}

/** Waits until all that was said is worked on, and the case is left in peace. */
async function worked(pool: pg.Pool, channel: string, sent: number): Promise<void> {
  const until = performance.now() + PATIENCE.timeoutMs;
  while (performance.now() < until) {
    const { rows } = await pool.query<{ done: boolean }>(
      `select count(inbox.done_at) >= $2 and every(cases.lease is null) as done
       from cases join inbox on inbox.workspace = cases.workspace and inbox.case_id = cases.id
       where cases.channel = $1`,
      [channel, sent],
    );
    if (rows[0]?.done) return;
    await sleep(POLL_MS);
  }
  throw new Error(`What was said in ${channel} was not worked on in time.`);
}

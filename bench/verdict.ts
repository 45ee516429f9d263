import type { Sandbox } from '../src/sandbox/server/sandbox.ts';
import { startProduct } from './support/child.ts';
import { median, quantile, rounded, timed } from './support/statistics.ts';

const WARM_UP = 5;
const COUNT = 30;
const PATIENCE = { timeoutMs: 20_000 };
const SITUATION =
  'Our support bot makes up refund rules. We have 800 Q&A pairs and want to fine-tune Llama 3 8B on them.';

/** From a command, or a mention, to the verdict message: the built product over Socket Mode, read offline. */
export async function measureVerdict(slack: Sandbox, databaseUrl: string, port: number) {
  const product = await startProduct(slack, databaseUrl, port);
  const people = slack.users().filter((user) => !user.isBot);
  const members = [...people.map(({ id }) => id), slack.botUserId];
  const adviser = slack.users().find(({ id }) => id === slack.botUserId)?.name;
  let channels = 0;
  /** Slack takes about one post a second in a channel, so each question gets its own. */
  const channel = (): string =>
    slack.createChannel({ user: 'ana', name: `bench-${++channels}`, kind: 'public', members });
  const verdictIn = (id: string, replies: number): Promise<unknown> =>
    slack.until(() => slack.messages(id).filter(({ bot_id: bot }) => bot).length >= replies, PATIENCE);
  const byCommand = async (): Promise<number> => {
    const id = channel();
    return timed(async () => {
      void slack.command({ user: 'ana', channel: id, text: `/finetune ${SITUATION}` });
      // The root and the verdict.
      await verdictIn(id, 2);
    });
  };
  const byMention = async (): Promise<number> => {
    const id = channel();
    return timed(async () => {
      slack.say({ user: 'ana', channel: id, text: `@${adviser} ${SITUATION}` });
      await verdictIn(id, 1);
    });
  };
  try {
    const measure = async (ask: () => Promise<number>) => {
      for (let count = 0; count < WARM_UP; count++) await ask();
      const times: number[] = [];
      for (let count = 0; count < COUNT; count++) times.push(await ask());
      return { medianMs: rounded(median(times)), p90Ms: rounded(quantile(times, 0.9)) };
    };
    return {
      questions: COUNT,
      command: await measure(byCommand),
      mention: await measure(byMention),
      bar: { medianMs: 300 },
    };
  } finally {
    await product.stop();
  }
}

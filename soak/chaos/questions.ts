import { setTimeout as delay } from 'node:timers/promises';
import type { Sandbox } from '../../src/sandbox/server/sandbox.ts';
import type { Random } from '../support/random.ts';

/** One question: what it states, how it was asked, and where it is. */
export interface Question {
  /** A number that only this question states. */
  examples: number;
  channel: string;
  how: 'mention' | 'command';
  /** The thread; of a command, once its root is found. */
  ts?: string;
  /** A command whose asker has the words back, or never heard: perhaps it was kept all the same. */
  refused: boolean;
  /** Somebody goes on below the answer, states one more fact and asks something. */
  goesOn: boolean;
  wentOn: boolean;
}

export const FOLLOW_UP =
  'We already have RAG over the policy PDFs, but it often returns the wrong page. How many examples do we need?';

/** Questions with numbers that are all different, as the seed has them. */
export function planQuestions(count: number, channels: readonly string[], random: Random): Question[] {
  return Array.from({ length: count }, (_, index) => ({
    examples: 1_000 + index,
    channel: random.pick(channels),
    how: random.next() < 0.2 ? 'command' : 'mention',
    refused: false,
    goesOn: random.next() < 0.3,
    wentOn: false,
  }));
}

const situation = ({ examples }: Question): string =>
  `Our support bot makes up refund rules. We have ${examples} Q&A pairs.`;

/** Asks them one after the other, so many a second. */
export async function askAll(
  slack: Sandbox,
  questions: readonly Question[],
  perSecond: number,
  asked: (question: Question) => void,
): Promise<void> {
  const commands: Promise<void>[] = [];
  for (const question of questions) {
    const { channel } = question;
    if (question.how === 'mention')
      question.ts = slack.say({ user: 'ana', channel, text: `@Tune or Not ${situation(question)}` });
    else commands.push(command(slack, question));
    asked(question);
    await delay(1_000 / perSecond);
  }
  await Promise.all(commands);
}

async function command(slack: Sandbox, question: Question): Promise<void> {
  const text = `/finetune ${situation(question)}`;
  const outcome = await slack.command({ user: 'ana', channel: question.channel, text });
  const back = slack.ephemerals('ana').some((each) => each.text?.includes(`${question.examples} Q&amp;A`));
  question.refused = outcome.outcome !== 'acked' || back;
}

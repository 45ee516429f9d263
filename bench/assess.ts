import { readdir, readFile } from 'node:fs/promises';
import { readThread } from '../src/cases/read-thread.ts';
import { toMessages } from '../src/commands/read-messages.ts';
import { createThreadReader } from '../src/commands/thread-reader.ts';
import { readConfig } from '../src/config.ts';
import { median, rounded, timed } from './support/statistics.ts';

const ROUNDS = 7;
const CASES = new URL('../test/golden/cases/', import.meta.url);

/** A thread of a length, made of what people wrote in the labelled situations. */
async function threadOf(length: number): Promise<{ author: string; text: string }[]> {
  const names = (await readdir(CASES)).filter((name) => name.endsWith('.json')).sort();
  const files = await Promise.all(names.map((name) => readFile(new URL(name, CASES), 'utf8')));
  const said = files.flatMap((file): { author: string; text: string }[] => JSON.parse(file).messages);
  return Array.from({ length }, (_, index) => {
    // From all situations alike, so that a short thread is like a long one, only shorter.
    const at = Math.floor((index * said.length) / length);
    const { author, text } = said[at] ?? { author: 'U1', text: '' };
    // No message twice: what was found in one must not help with the next.
    return { author, text: `${text} (${index})` };
  });
}

/** How assessing grows with the thread, without the time to start a process. */
export async function measureAssess() {
  const reader = await createThreadReader(readConfig({}));
  const prepare = async (length: number) => {
    const messages = toMessages({ messages: await threadOf(length) });
    return () => timed(() => readThread(messages, reader));
  };
  const [hundred, thousand] = [await prepare(100), await prepare(1_000)];
  const rounds: { hundred: number; thousand: number }[] = [];
  await hundred();
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push({ hundred: await hundred(), thousand: await thousand() });
  }
  return {
    hundredMessagesMs: rounded(median(rounds.map((round) => round.hundred)), 0),
    thousandMessagesMs: rounded(median(rounds.map((round) => round.thousand)), 0),
    /** Within each round, so that a change of the machine's mood cancels out. */
    ratio: rounded(median(rounds.map((round) => round.thousand / round.hundred)), 2),
    bar: { ratio: 12 },
  };
}

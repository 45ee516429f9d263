import type pg from 'pg';
import type { Sandbox } from '../../src/sandbox/server/sandbox.ts';
import { type Thread, threadsIn } from './answers.ts';
import type { Question } from './questions.ts';

/** What became of all that was asked. */
export interface Verdict {
  asked: number;
  /** Questions that were to be answered, and their answers. */
  toAnswer: number;
  answered: number;
  /** Commands that could not be kept: who typed them has the words back. */
  refused: number;
  /** Second questions below an answer, and their answers. */
  followUps: number;
  followUpsAnswered: number;
  facts: number;
  factsKept: number;
  /** Whatever is not as it has to be, in words; empty when all is well. */
  wrong: string[];
}

interface Known {
  thread: string;
  key: string;
  value: unknown;
  count: number;
}

/** Holds every question against Slack and the database. */
export async function verify(
  slack: Sandbox,
  pool: pg.Pool,
  questions: readonly Question[],
  channels: readonly string[],
): Promise<Verdict> {
  const threads = threadsIn(slack, channels);
  const { rows } = await pool.query<Known>(
    `select channel || '/' || thread_ts as thread, key, value, count(*)::int as count
     from cases join statements on statements.workspace = cases.workspace and case_id = cases.id
     where key in ('examples', 'has_retrieval') group by 1, 2, 3`,
  );
  const known = new Map<string, Known[]>();
  for (const row of rows) known.set(row.thread, [...(known.get(row.thread) ?? []), row]);
  const wrong: string[] = [];
  const count = {
    toAnswer: 0,
    answered: 0,
    refused: 0,
    followUps: 0,
    followUpsAnswered: 0,
    facts: 0,
    kept: 0,
  };

  for (const question of questions) {
    const { examples, channel, ts } = question;
    const name = `question ${examples} (${question.how})`;
    const thread = ts === undefined ? undefined : threads.get(`${channel}/${ts}`);
    const verdicts = thread?.keys.get('verdict') ?? 0;
    if (question.refused) {
      count.refused += 1;
      // It may have been kept all the same; then it is answered once like any other.
      if (thread && verdicts !== 1) wrong.push(`${name}: given back, kept, and ${verdicts} answers`);
    } else {
      count.toAnswer += 1;
      if (verdicts === 1) count.answered += 1;
      else wrong.push(`${name}: ${verdicts} answers`);
    }
    if (!thread) continue;
    const stated = known.get(`${channel}/${ts}`) ?? [];
    const expectFact = (key: string, value: unknown): void => {
      count.facts += 1;
      const found = stated.filter((each) => each.key === key && each.value === value);
      if (found.length === 1 && found[0]?.count === 1) count.kept += 1;
      else wrong.push(`${name}: ${key} is there ${found[0]?.count ?? 0} times`);
    };
    expectFact('examples', examples);
    if (!question.wentOn) continue;
    expectFact('has_retrieval', true);
    count.followUps += 1;
    const answers = thread.replies.match(/at least 10\b/g)?.length ?? 0;
    if (answers === 1) count.followUpsAnswered += 1;
    else wrong.push(`${name}: its second question has ${answers} answers`);
  }
  for (const thread of threads.values()) wrong.push(...repeated(thread));
  return {
    asked: questions.length,
    toAnswer: count.toAnswer,
    answered: count.answered,
    refused: count.refused,
    followUps: count.followUps,
    followUpsAnswered: count.followUpsAnswered,
    facts: count.facts,
    factsKept: count.kept,
    wrong,
  };
}

/** Messages of ours that are in a thread more than once. */
const repeated = ({ channel, ts, keys }: Thread): string[] =>
  [...keys].flatMap(([key, times]) => (times > 1 ? [`thread ${channel}/${ts}: ${key} ${times} times`] : []));

import pg from 'pg';
import type { Sandbox } from '../../src/sandbox/server/sandbox.ts';
import { startProduct } from '../support/child.ts';
import { median, quantile, rounded } from '../support/statistics.ts';
import { type StandIn, startStandIn } from './model.ts';
import { measureOwnWork } from './own-work.ts';
import { createTalk, labelledWords } from './talk.ts';

const LENGTHS = [10, 100, 1_000];
const LENGTHS_WITH_MODEL = [10, 20, 100, 1_000];
const WARM_UP = 5;
const ROUNDS = 31;
const ROUNDS_WITH_MODEL = 5;

/**
 * What one more message takes in a thread that is 10, 100 or 1,000 messages long: the time until the verdict is updated,
 * read offline, and the tokens that a model is given. The short thread is the baseline of the long ones.
 */
export async function measureThread(slack: Sandbox, databaseUrl: string, port: number) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  const withProduct = async <T>(env: Record<string, string>, work: () => Promise<T>): Promise<T> => {
    // Gathering is left out: what is measured otherwise is how long we wait for people to finish.
    const product = await startProduct(slack, databaseUrl, port, { GATHER_SECONDS: '0', ...env });
    try {
      return await work();
    } finally {
      await product.stop();
    }
  };
  try {
    const words = await labelledWords();
    const facts = { sameFacts: words.slice(0, Math.min(...LENGTHS) - 1), newFacts: words };
    const time = await withProduct({}, async () => ({
      /** No thread knows more than the shortest: only their length differs. */
      sameFacts: await measureTime(slack, pool, 'same', facts.sameFacts),
      /** As if each message were another team's: the longer thread also knows more, and of more people who differ. */
      newFacts: await measureTime(slack, pool, 'new', facts.newFacts),
    }));
    await pool.query('truncate cases, cache cascade');
    const { tokens, ownWork } = await measureWithModel(slack, pool, facts.newFacts, port, withProduct);
    return {
      rounds: ROUNDS,
      time,
      tokens,
      ownWork,
      bar: { timeRatio: 1.3, tokensRatio: 1.3, tokensAt1000To20: 1.1 },
    };
  } finally {
    await pool.end();
  }
}

async function measureTime(slack: Sandbox, pool: pg.Pool, name: string, words: readonly string[]) {
  await pool.query('truncate cases, cache cascade');
  const talks = [];
  for (const length of LENGTHS)
    talks.push(await createTalk(slack, pool, { name: `${name}-${length}`, length, words }));
  for (let count = 0; count < WARM_UP; count++) for (const talk of talks) await talk.oneMore();
  const rounds: number[][] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const times: number[] = [];
    for (const talk of talks) times.push(await talk.oneMore());
    rounds.push(times);
  }
  const statements = await pool.query<{ count: number }>(
    `select count(statements.id)::int as count from cases
       left join statements on statements.workspace = cases.workspace and statements.case_id = cases.id
     group by cases.id, cases.opened_at order by cases.opened_at`,
  );
  return LENGTHS.map((length, index) => {
    const times = rounds.map((each) => each[index] ?? Number.NaN);
    return {
      length,
      medianMs: rounded(median(times)),
      p90Ms: rounded(quantile(times, 0.9)),
      /** To the shortest, within each round, so that a change of the machine's mood cancels out. */
      ratio: rounded(median(rounds.map((each) => (each[index] ?? Number.NaN) / (each[0] ?? Number.NaN))), 2),
      statementsKept: statements.rows[index]?.count,
    };
  });
}

async function measureWithModel(
  slack: Sandbox,
  pool: pg.Pool,
  words: readonly string[],
  port: number,
  withProduct: <T>(env: Record<string, string>, work: () => Promise<T>) => Promise<T>,
) {
  const model = await startStandIn();
  const env = {
    OPENAI_API_KEY: 'none',
    OPENAI_BASE_URL: model.baseUrl,
    DAILY_TOKEN_LIMIT: String(Number.MAX_SAFE_INTEGER),
  };
  try {
    return await withProduct(env, async () => ({
      tokens: await measureTokens(slack, pool, words, model),
      ownWork: await measureOwnWork(slack, pool, model, `http://127.0.0.1:${port}/metrics`),
    }));
  } finally {
    await model.close();
  }
}

async function measureTokens(slack: Sandbox, pool: pg.Pool, words: readonly string[], model: StandIn) {
  const figures: { length: number; perTurn: number }[] = [];
  for (const length of LENGTHS_WITH_MODEL) {
    const talk = await createTalk(slack, pool, { name: `tokens-${length}`, length, words });
    const given: number[] = [];
    for (let round = 0; round < ROUNDS_WITH_MODEL; round++) {
      model.tokens();
      await talk.oneMore();
      given.push(model.tokens());
    }
    figures.push({ length, perTurn: median(given) });
  }
  const at = (length: number) => figures.find((figure) => figure.length === length)?.perTurn ?? Number.NaN;
  return {
    figures: figures.map((figure) => ({ ...figure, ratio: rounded(figure.perTurn / at(10), 3) })),
    at1000To20: rounded(at(1_000) / at(20), 3),
  };
}

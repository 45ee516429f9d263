import { type Database, openDatabase } from '../src/store/database.ts';
import { CLI, startChild } from './support/child.ts';
import { type NullSlack, startNullSlack } from './support/null-slack.ts';
import { askQuestions } from './support/questions.ts';
import { median, rounded } from './support/statistics.ts';
import { startStandIn } from './thread/model.ts';

const PROCESSES = [1, 2, 4];
const ROUNDS = 3;
/** For each process: its compiler needs so many until it is at its best, and they are not to count for anybody. */
const WARM_UP = 200;
const OFFLINE_QUESTIONS = 360;
const MODEL_QUESTIONS = 32;
/** Of the four that are worked on at a time in each process, each waits so long for its model, twice. */
const MODEL_MS = 2_000;

/**
 * Answers a second of one, two and four processes on one database, with the same questions waiting for all of them: read
 * offline, and by a model that takes two seconds a call. Slack costs nothing here. The rounds take turns, so that a change
 * of the machine's mood cancels out.
 */
export async function measureReplicas(databaseUrl: string) {
  const slack = await startNullSlack();
  const model = await startStandIn(MODEL_MS);
  const database = await openDatabase(databaseUrl, { connections: 2, onError: () => undefined });
  try {
    const setting = { slack, database, databaseUrl };
    const offline = await rounds(setting, ROUNDS, OFFLINE_QUESTIONS, {});
    const withModel = await rounds(setting, 1, MODEL_QUESTIONS, {
      OPENAI_API_KEY: 'none',
      OPENAI_BASE_URL: model.baseUrl,
      DAILY_TOKEN_LIMIT: String(Number.MAX_SAFE_INTEGER),
    });
    return {
      workersEach: 4,
      offline: { questions: OFFLINE_QUESTIONS, rounds: ROUNDS, ...offline, bar: { twoToOne: 1.3 } },
      withModel: { modelMs: MODEL_MS, questions: MODEL_QUESTIONS, ...withModel, bar: { twoToOne: 1.9 } },
    };
  } finally {
    await database.close();
    await model.close();
    await slack.close();
  }
}

interface Setting {
  slack: NullSlack;
  database: Database;
  databaseUrl: string;
}

async function rounds(setting: Setting, count: number, questions: number, env: Record<string, string>) {
  const perSecond: number[][] = [];
  for (let round = 0; round < count; round++) {
    const each: number[] = [];
    for (const processes of PROCESSES) each.push(await measure(setting, processes, questions, env));
    perSecond.push(each);
  }
  const at = (index: number) => median(perSecond.map((each) => each[index] ?? Number.NaN));
  const ratio = (index: number) =>
    rounded(median(perSecond.map((each) => (each[index] ?? Number.NaN) / (each[0] ?? Number.NaN))), 2);
  return {
    perSecond: Object.fromEntries(PROCESSES.map((processes, index) => [processes, rounded(at(index))])),
    twoToOne: ratio(1),
    fourToOne: ratio(2),
  };
}

/** @returns answers a second */
async function measure(
  { slack, database, databaseUrl }: Setting,
  processes: number,
  questions: number,
  env: Record<string, string>,
): Promise<number> {
  await database.pool.query(
    'truncate cases, inbox, cache cascade; delete from graphile_worker._private_jobs',
  );
  const start = () =>
    startChild(
      [CLI, 'start'],
      { ...slack.env, DATABASE_URL: databaseUrl, PORT: '0', LOG_LEVEL: 'warn', ...env },
      /connected/,
    );
  const apps = await Promise.all(Array.from({ length: processes }, start));
  try {
    // Everything is loaded and compiled before it is measured. With a model nearly all of the time is its own.
    const warm = env.OPENAI_BASE_URL ? processes : WARM_UP * processes;
    const isWarm = slack.verdicts(warm);
    await askQuestions(database.db, warm);
    await isWarm;
    const through = slack.verdicts(questions);
    const started = performance.now();
    await askQuestions(database.db, questions);
    await through;
    return questions / ((performance.now() - started) / 1_000);
  } finally {
    await Promise.all(apps.map((app) => app.stop()));
  }
}

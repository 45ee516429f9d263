import { type Child, CLI, startChild } from './support/child.ts';
import { type NullSlack, startNullSlack } from './support/null-slack.ts';
import { createOwnDatabase, type OwnDatabase } from './support/own-database.ts';
import { askQuestions } from './support/questions.ts';
import { median, rounded } from './support/statistics.ts';
import { startStandIn } from './thread/model.ts';

const PROCESSES = [1, 2, 4];
/** What a process is set to by itself. */
const WORKERS_EACH = 4;
/** For each process: its compiler needs so many until it is at its best, and they are not to count for anybody. */
const WARM_UP = 600;
const OFFLINE = { questions: 400, rounds: 9 };
const WITH_MODEL = { questions: 32, rounds: 1 };
/** Of the four that are worked on at a time in each process, each waits so long for its model, twice. */
const MODEL_MS = 2_000;

/**
 * Answers a second of one, two and four processes on one database, with the same questions waiting for all of them: read
 * offline, and by a model that takes two seconds a call. Each process works on as many at a time as it is set to by
 * itself. Slack costs nothing here. They run all the time and take turns: a round is short against the machine's moods,
 * which change within a minute by more than what is measured here. Those that wait for their turn look at their database
 * every two seconds, which costs all of them the same.
 */
export async function measureReplicas(serverUrl: string) {
  const slack = await startNullSlack();
  const model = await startStandIn(MODEL_MS);
  try {
    const offline = await measure({ serverUrl, slack }, OFFLINE, WARM_UP, {});
    // With a model nearly all of the time is its own; but each process loads what it asks it with.
    const withModel = await measure({ serverUrl, slack }, WITH_MODEL, WORKERS_EACH, {
      OPENAI_API_KEY: 'none',
      OPENAI_BASE_URL: model.baseUrl,
      DAILY_TOKEN_LIMIT: String(Number.MAX_SAFE_INTEGER),
    });
    return {
      workersEach: WORKERS_EACH,
      offline: { ...OFFLINE, ...offline, bar: { twoToOne: 1.3 } },
      withModel: { modelMs: MODEL_MS, ...WITH_MODEL, ...withModel, bar: { twoToOne: 1.9 } },
    };
  } finally {
    await model.close();
    await slack.close();
  }
}

interface Setting {
  serverUrl: string;
  slack: NullSlack;
}

async function measure(
  setting: Setting,
  { questions, rounds }: { questions: number; rounds: number },
  warmUp: number,
  env: Record<string, string>,
) {
  const teams: Team[] = [];
  try {
    for (const processes of PROCESSES) teams.push(await startTeam(setting, processes, env));
    for (const team of teams) await team.answer(warmUp * team.processes);
    const perSecond: number[][] = [];
    for (let round = 0; round < rounds; round++) {
      const each: number[] = [];
      for (const team of teams) each.push(await team.answer(questions));
      perSecond.push(each);
    }
    const at = (each: readonly number[], index: number) => each[index] ?? Number.NaN;
    const ratio = (index: number) =>
      rounded(median(perSecond.map((each) => at(each, index) / at(each, 0))), 2);
    return {
      perSecond: Object.fromEntries(
        PROCESSES.map((count, index) => [count, rounded(median(perSecond.map((each) => at(each, index))))]),
      ),
      twoToOne: ratio(1),
      fourToOne: ratio(2),
    };
  } finally {
    await Promise.allSettled(teams.map((team) => team.stop()));
  }
}

/** Processes that share a database of their own. */
interface Team {
  processes: number;
  /** Asks so many questions, and waits for all the verdicts. @returns answers a second */
  answer(questions: number): Promise<number>;
  stop(): Promise<void>;
}

async function startTeam({ serverUrl, slack }: Setting, processes: number, env: Record<string, string>) {
  const database = await createOwnDatabase(serverUrl, `replicas_${processes}`);
  const start = () =>
    startChild(
      [CLI, 'start'],
      { ...slack.env, DATABASE_URL: database.url, PORT: '0', LOG_LEVEL: 'warn', ...env },
      /connected/,
    );
  const started = await Promise.allSettled(Array.from({ length: processes }, start));
  const apps = started.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const whole = team(database, apps, slack);
  if (apps.length === processes) return whole;
  await whole.stop();
  throw new Error(`${processes - apps.length} of ${processes} processes could not be started.`);
}

const team = (database: OwnDatabase, apps: readonly Child[], slack: NullSlack): Team => ({
  processes: apps.length,
  answer: async (questions) => {
    const through = slack.verdicts(questions);
    const started = performance.now();
    await askQuestions(database.db, questions);
    await through;
    return questions / ((performance.now() - started) / 1_000);
  },
  stop: async () => {
    await Promise.all(apps.map((app) => app.stop()));
    await database.drop();
  },
});

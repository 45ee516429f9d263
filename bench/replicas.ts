import { startApart } from './support/apart.ts';
import { type Child, CLI, startChild } from './support/child.ts';
import { type NullSlack, startNullSlack } from './support/null-slack.ts';
import { createOwnDatabase, type OwnDatabase } from './support/own-database.ts';
import { askQuestions } from './support/questions.ts';
import { median, rounded } from './support/statistics.ts';
import { startStandIn } from './thread/model.ts';

/** What a process is set to by itself. */
const WORKERS_EACH = 4;
/**
 * Questions for each process before any count: until then its compiler works beside it, on the core that a second process
 * would have. `--trace-opt` shows 919 functions compiled in the first 500 questions, 61 in the fifth 500, and five after
 * 4,500; a process that serves people for days has done with it.
 */
const WARM_UP = 3_000;
const OFFLINE = { processes: [1, 2, 4], warmUp: WARM_UP, questions: 300, rounds: 15 };
/** With a model nearly all of the time is its own; but each process loads what it asks it with. */
const WITH_MODEL = { processes: [1, 2, 4], warmUp: WORKERS_EACH, questions: 32, rounds: 1 };
/** Of the four that are worked on at a time in each process, each waits so long for its model, twice. */
const MODEL_MS = 2_000;

/**
 * Answers a second of several processes on one database, and how many times those of one that is, with the same questions
 * waiting for all of them: read offline, and by a model that takes two seconds a call. Each process works on as many at a
 * time as it is set to by itself. Slack costs nothing here. They run all the time and take turns: a round is short against
 * the machine's moods, which change within a minute by more than what is measured here. Those that wait for their turn
 * look at their database every two seconds, and find nothing.
 */
export async function measureReplicas(serverUrl: string) {
  const slack = await startNullSlack();
  const model = await startStandIn(MODEL_MS);
  try {
    const pair = await startPair();
    const sharingNothing: number[] = [];
    const offline = await measure({ serverUrl, slack }, OFFLINE, {}, async () => {
      sharingNothing.push(await pair.timesOne());
    }).finally(pair.stop);
    const withModel = await measure({ serverUrl, slack }, WITH_MODEL, {
      OPENAI_API_KEY: 'none',
      OPENAI_BASE_URL: model.baseUrl,
      DAILY_TOKEN_LIMIT: String(Number.MAX_SAFE_INTEGER),
    });
    return {
      workersEach: WORKERS_EACH,
      offline: {
        ...OFFLINE,
        ...offline,
        sharingNothing: rounded(median(sharingNothing), 2),
        bar: { 2: 1.3 },
      },
      withModel: { modelMs: MODEL_MS, ...WITH_MODEL, ...withModel, bar: { 2: 1.9 } },
    };
  } finally {
    await model.close();
    await slack.close();
  }
}

/**
 * Two that share nothing but the machine, beside one, in the same rounds: with cores that are really two they read and
 * assess twice as much, and no more can be asked of those that share a database on the same cores, too.
 */
async function startPair(): Promise<{ timesOne(): Promise<number>; stop(): Promise<void> }> {
  const [one, two] = await Promise.all([startApart(1), startApart(2)]);
  await one.read(WARM_UP);
  await two.read(2 * WARM_UP);
  return {
    timesOne: async () => {
      const alone = await one.read(OFFLINE.questions);
      return (await two.read(OFFLINE.questions)) / alone;
    },
    stop: async () => {
      await Promise.all([one.stop(), two.stop()]);
    },
  };
}

interface Setting {
  serverUrl: string;
  slack: NullSlack;
}

interface Course {
  /** How many each team has; the first is what the others are compared with. */
  processes: readonly number[];
  warmUp: number;
  questions: number;
  rounds: number;
}

async function measure(
  setting: Setting,
  { processes, warmUp, questions, rounds }: Course,
  env: Record<string, string>,
  beside: () => Promise<void> = async () => undefined,
) {
  const teams: Team[] = [];
  try {
    for (const count of processes) teams.push(await startTeam(setting, count, env));
    for (const team of teams) await team.answer(warmUp * team.processes);
    const perSecond: number[][] = [];
    for (let round = 0; round < rounds; round++) {
      const each: number[] = [];
      // None always comes after the same other.
      const order = [...teams.keys()];
      for (const index of round % 2 === 0 ? order : order.reverse())
        each[index] = (await teams[index]?.answer(questions)) ?? Number.NaN;
      perSecond.push(each);
      await beside();
    }
    const at = (each: readonly number[], index: number) => each[index] ?? Number.NaN;
    const byCount = (of: (index: number) => number) =>
      Object.fromEntries(processes.map((count, index) => [count, of(index)]));
    return {
      perSecond: byCount((index) => rounded(median(perSecond.map((each) => at(each, index))))),
      timesOne: byCount((index) =>
        rounded(median(perSecond.map((each) => at(each, index) / at(each, 0))), 2),
      ),
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

import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { startDatabase } from '../../bench/support/database.ts';
import { readManifest } from '../../src/manifest.ts';
import type { Sandbox } from '../../src/sandbox/server/sandbox.ts';
import { startSandbox } from '../../src/sandbox/server/start-sandbox.ts';
import { declarationOf } from '../../src/sandbox-for.ts';
import { startTcpProxy } from '../../test/support/start-tcp-proxy.ts';
import { seeded } from '../support/random.ts';
import { startReplica } from '../support/replica.ts';
import { threadsIn } from './answers.ts';
import { askAll, FOLLOW_UP, planQuestions, type Question } from './questions.ts';
import { makeTrouble } from './trouble.ts';
import { type Verdict, verify } from './verify.ts';

export interface ChaosOptions {
  seed: number;
  questions: number;
  replicas: number;
  perSecond: number;
}

/** What came of it. */
export interface ChaosReport extends Verdict {
  seed: number;
  seconds: number;
  trouble: Record<string, number>;
}

const CHANNELS = 20;
const LOOK_MS = 400;
/** Slack comes again every second, for as long as this takes: what it gives up is no question of ours. */
const LIMITS = {
  ackMs: 3_000,
  retryDelaysMs: Array.from({ length: 600 }, () => 1_000),
  responseUrlMs: 3_600_000,
};
const TROUBLE = { leastGapMs: 300, mostGapMs: 3_000, mostMs: 2_500 };
/** Waits between attempts grow to minutes; what is not through by then is lost. */
const PATIENCE_MS = 10 * 60_000;
const UNLIMITED = 1e9;

/** Asks questions while everything goes wrong that can, and holds every one against what came of it. */
export async function runChaos(options: ChaosOptions, tell: (line: string) => void): Promise<ChaosReport> {
  const begun = performance.now();
  const database = await startDatabase();
  const slack = await startSandbox({
    app: declarationOf(await readManifest()),
    limits: { ...LIMITS, responseUrlUses: UNLIMITED },
  });
  const between = await startTcpProxy(database.url);
  const pool = new pg.Pool({ connectionString: database.url, max: 3 });
  pool.on('error', () => undefined);
  const env = {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    DATABASE_URL: between.url,
  };
  const replicas = Array.from({ length: options.replicas }, () => startReplica(env));
  try {
    await Promise.all(replicas.map((replica) => replica.ready()));
    const channels = openChannels(slack);
    const random = seeded(options.seed);
    const questions = planQuestions(options.questions, channels, random);
    const trouble = makeTrouble(
      {
        slack,
        replicas,
        between,
        endConnections: async () => {
          await pool
            .query(
              `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tune-or-not'`,
            )
            .catch(() => undefined);
        },
      },
      random,
      TROUBLE,
    );
    let asked = 0;
    const watching = new AbortController();
    const followUps = goOn(slack, questions, channels, watching.signal);
    await askAll(slack, questions, options.perSecond, () => {
      asked += 1;
      if (asked % 100 === 0) tell(`${asked} questions asked`);
    });
    trouble.end();
    tell('no more trouble; waiting for what is still to be answered');
    const waiting = await through(slack, pool, questions);
    watching.abort();
    await followUps;
    const verdict = await verify(slack, pool, questions, channels);
    const deaths = replicas.flatMap((replica) => replica.deaths().map((words) => `an app ${words}`));
    const failed = await pool.query<{ key: string; failed: string }>(
      'select key, failed from outbox where failed is not null',
    );
    return {
      ...verdict,
      seed: options.seed,
      seconds: Math.round((performance.now() - begun) / 1_000),
      trouble: trouble.counts(),
      wrong: [
        ...verdict.wrong,
        ...deaths,
        ...waiting,
        ...failed.rows.map(({ key, failed: reason }) => `${key} was given up: ${reason}`),
      ],
    };
  } finally {
    await Promise.all(replicas.map((replica) => replica.stop()));
    await pool.end();
    await between.close();
    await slack.close();
    await database.stop();
  }
}

function openChannels(slack: Sandbox): string[] {
  return Array.from({ length: CHANNELS }, (_, index) =>
    slack.createChannel({
      user: 'ana',
      name: `team-${index}`,
      members: [slack.user('ana').id, slack.user('ben').id, slack.botUserId],
    }),
  );
}

/** Below some answers somebody goes on, as soon as the answer is there. The roots of commands are found on the way. */
async function goOn(
  slack: Sandbox,
  questions: readonly Question[],
  channels: readonly string[],
  ended: AbortSignal,
): Promise<void> {
  while (!ended.aborted) {
    const threads = threadsIn(slack, channels);
    const roots = new Map(
      [...threads.values()].flatMap(({ root, ts, keys }) => {
        const examples = keys.has('root') ? /(\d+) Q&amp;A pairs/.exec(JSON.stringify(root))?.[1] : undefined;
        return examples === undefined ? [] : [[Number(examples), ts] as const];
      }),
    );
    for (const question of questions) {
      if (question.how === 'command' && question.ts === undefined) {
        const ts = roots.get(question.examples);
        if (ts !== undefined) question.ts = ts;
      }
      const { channel, ts } = question;
      if (!question.goesOn || question.wentOn || ts === undefined) continue;
      if (!threads.get(`${channel}/${ts}`)?.keys.has('verdict')) continue;
      slack.say({ user: 'ben', channel, threadTs: ts, text: FOLLOW_UP });
      question.wentOn = true;
    }
    await delay(LOOK_MS);
  }
}

/** Waits until everything that was told is acknowledged, worked on and said. @returns what still waits then, in words */
async function through(slack: Sandbox, pool: pg.Pool, questions: readonly Question[]): Promise<string[]> {
  let waiting: string[] = [];
  let quiet = 0;
  for (const until = performance.now() + PATIENCE_MS; performance.now() < until; await delay(LOOK_MS)) {
    const { rows } = await pool.query<{ items: number; messages: number; leases: number }>(
      // Who was killed after the last of a case left its lease there; that keeps nobody waiting.
      `select (select count(*) from inbox where done_at is null)::int as items,
         (select count(*) from outbox where sent_version < version and failed is null)::int as messages,
         (select count(*) from cases where leased_until > now())::int as leases`,
    );
    const { items = 0, messages = 0, leases = 0 } = rows[0] ?? {};
    const counts = {
      'events are not acknowledged': slack.deliveries().filter(({ state }) => state === 'pending').length,
      'items are not read': items,
      'messages are not posted': messages,
      'cases are being worked on': leases,
      'second questions could not be asked': questions.filter(
        ({ goesOn, wentOn, ts }) => goesOn && !wentOn && ts !== undefined,
      ).length,
    };
    waiting = Object.entries(counts).flatMap(([what, count]) => (count > 0 ? [`${count} ${what}`] : []));
    quiet = waiting.length === 0 ? quiet + 1 : 0;
    // What was acknowledged a moment ago is in the database by now.
    if (quiet === 5) return [];
  }
  return waiting;
}

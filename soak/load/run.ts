import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { z } from 'zod';
import { CLI, startChild, typescript } from '../../bench/support/child.ts';
import { startDatabase } from '../../bench/support/database.ts';
import { startNullSlack } from '../../bench/support/null-slack.ts';
import { median, rounded } from '../../bench/support/statistics.ts';
import { freePort } from '../../test/support/free-port.ts';
import { residentMb } from '../support/memory.ts';

export interface LoadOptions {
  minutes: number;
  /** Events a second; half of what the app takes at most when it is not given. */
  perSecond?: number | undefined;
}

/** A stretch of time under load. */
interface Stretch {
  at: number;
  perSecond: number;
  p50: number;
  p99: number;
  memoryMb: number;
  inboxAge: number;
  waiting: number;
  /** The longest that the sender itself stood still. */
  stalledMs: number;
}

export interface LoadReport {
  atMostPerSecond: number | undefined;
  perSecond: number;
  stretches: Stretch[];
  failures: number;
  unsent: number;
  /** So often the database ended a transaction that stood in the way of another: each time everybody waits a second. */
  deadlocks: number;
  /** Stretches in which this machine gave the sender itself no time: they say nothing of the app. */
  disturbed: number;
  /** Of the last third, as a share of the first one. */
  growth: { memory: number; p50: number; p99: number; inboxAgeSeconds: number };
  wrong: string[];
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const THREADS = 200;
const MEASURE_SECONDS = 20;
const STRETCH_SECONDS = 10;
/** The first minute fills caches and lets the compiler do its work. */
const WARM_UP_SECONDS = 60;
/** Where the sender stood still for so long, the machine had no time for anybody. */
const STALLED_MS = 400;
/** What counts as growth, from the first third to the last: a machine is never quite still. */
const MOST = { memory: 1.2, latency: 1.5, latencyMs: 20, inboxAgeSeconds: 5 };

const Sent = z.object({
  at: z.number(),
  perSecond: z.number(),
  p50: z.number(),
  p99: z.number(),
  failures: z.number(),
  unsent: z.number(),
  stalledMs: z.number(),
});
type Sent = z.infer<typeof Sent>;

/** Keeps the built app under a steady load, and looks whether anything grows. */
export async function runLoad(options: LoadOptions, tell: (line: string) => void): Promise<LoadReport> {
  const database = await startDatabase();
  const slack = await startNullSlack();
  const port = await freePort();
  const app = await startChild(
    [CLI, 'start'],
    { ...slack.env, DATABASE_URL: database.url, PORT: String(port), LOG_LEVEL: 'warn' },
    /connected/,
  );
  const env = {
    PORT: String(port),
    SECRET: slack.env.SLACK_SIGNING_SECRET ?? '',
    THREADS: String(THREADS),
    STRETCH: String(STRETCH_SECONDS),
  };
  try {
    await send({ ...env, OPEN: 'yes', RATE: 'max' }, async () => undefined);
    const atMost = options.perSecond === undefined ? await measureMost(env) : undefined;
    const perSecond = options.perSecond ?? Math.floor((atMost ?? 0) / 2);
    tell(
      `${atMost === undefined ? '' : `the app takes ${rounded(atMost, 0)} events a second at most; `}sending ${perSecond} a second`,
    );
    await untilRead(port);
    const stretches: Stretch[] = [];
    let last: Sent | undefined;
    await send({ ...env, RATE: String(perSecond), SECONDS: String(options.minutes * 60) }, async (sent) => {
      last = sent;
      const { at, perSecond: rate, p50, p99, stalledMs } = sent;
      const memoryMb = (await residentMb(app.process.pid)) ?? Number.NaN;
      const { inboxAge, waiting } = await backlog(port);
      const stretch = { at, perSecond: rate, p50, p99, memoryMb, inboxAge, waiting, stalledMs };
      stretches.push(stretch);
      tell(lineOf(stretch));
    });
    return reportOf(stretches, {
      atMost,
      perSecond,
      failures: last?.failures ?? 0,
      unsent: last?.unsent ?? 0,
      deadlocks: await deadlocks(database.url),
    });
  } finally {
    await app.stop();
    await slack.close();
    await database.stop();
  }
}

const lineOf = ({ at, perSecond, p50, p99, memoryMb, inboxAge, waiting, stalledMs }: Stretch): string =>
  [
    `${rounded(at, 0)} s`,
    `${rounded(perSecond, 0)}/s`,
    `ack p50 ${rounded(p50)} ms, p99 ${rounded(p99)} ms`,
    `memory ${rounded(memoryMb, 0)} MB`,
    `inbox ${waiting} items, oldest ${rounded(inboxAge)} s`,
    ...(stalledMs < STALLED_MS ? [] : [`disturbed: the machine stood still for ${rounded(stalledMs, 0)} ms`]),
  ].join('  ·  ');

function reportOf(
  stretches: Stretch[],
  given: Pick<LoadReport, 'perSecond' | 'failures' | 'unsent' | 'deadlocks'> & { atMost: number | undefined },
): LoadReport {
  const warm = stretches.filter(({ at }) => at > WARM_UP_SECONDS);
  const steady = warm.filter(({ stalledMs }) => stalledMs < STALLED_MS);
  const third = Math.max(1, Math.floor(steady.length / 3));
  const [first, final] = [steady.slice(0, third), steady.slice(-third)];
  const of = (part: readonly Stretch[], key: 'memoryMb' | 'p50' | 'p99' | 'inboxAge') =>
    median(part.map((each) => each[key]));
  const ratio = (key: 'memoryMb' | 'p50' | 'p99') => of(final, key) / of(first, key);
  const growth = {
    memory: rounded(ratio('memoryMb'), 2),
    p50: rounded(ratio('p50'), 2),
    p99: rounded(ratio('p99'), 2),
    inboxAgeSeconds: rounded(of(final, 'inboxAge') - of(first, 'inboxAge')),
  };
  const isSlower = growth.p99 > MOST.latency && of(final, 'p99') - of(first, 'p99') > MOST.latencyMs;
  const wrong = [
    ...(steady.length < 3
      ? ['too short to say whether anything grows: run it for two minutes at least']
      : []),
    ...(growth.memory > MOST.memory ? [`memory grew by a factor of ${growth.memory}`] : []),
    ...(isSlower ? [`p99 grew by a factor of ${growth.p99}`] : []),
    ...(growth.inboxAgeSeconds > MOST.inboxAgeSeconds
      ? [`the oldest item waits ${growth.inboxAgeSeconds} s longer than at first`]
      : []),
    ...(given.failures > 0 ? [`${given.failures} events were not acknowledged`] : []),
    ...(given.deadlocks > 0 ? [`${given.deadlocks} deadlocks in the database`] : []),
    ...(given.unsent > 0 ? [`${given.unsent} events were not even sent: the app does not keep up`] : []),
  ];
  const { atMost: atMostPerSecond, ...rest } = given;
  return { atMostPerSecond, ...rest, stretches, disturbed: warm.length - steady.length, growth, wrong };
}

async function measureMost(env: Record<string, string>): Promise<number> {
  const rates: number[] = [];
  await send({ ...env, RATE: 'max', SECONDS: String(MEASURE_SECONDS), STRETCH: '5' }, async (sent) => {
    rates.push(sent.perSecond);
  });
  return median(rates);
}

/** Runs the sender to its end. @param heard is told of each stretch of time */
async function send(env: Record<string, string>, heard: (sent: Sent) => Promise<void>): Promise<void> {
  const child = spawn(process.execPath, typescript('soak/load/sender.ts'), {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(child.stdout)) await heard(Sent.parse(JSON.parse(line)));
}

/** What the app itself says is still to be read. */
async function backlog(port: number): Promise<{ inboxAge: number; waiting: number }> {
  const text = await fetch(`http://127.0.0.1:${port}/metrics`)
    .then((response) => response.text())
    .catch(() => '');
  const figure = (name: RegExp): number => Number(name.exec(text)?.[1] ?? Number.NaN);
  return {
    inboxAge: figure(/^tune_or_not_inbox_oldest_age_seconds ([\d.e+-]+)$/m),
    waiting: figure(/^tune_or_not_inbox_items\{state="waiting"\} ([\d.e+-]+)$/m),
  };
}

async function deadlocks(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ count: number }>(
    'select deadlocks::int as count from pg_stat_database where datname = current_database()',
  );
  await client.end();
  return rows[0]?.count ?? 0;
}

/** Waits until what was sent before is read. */
async function untilRead(port: number): Promise<void> {
  for (;;) {
    if ((await backlog(port)).waiting === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

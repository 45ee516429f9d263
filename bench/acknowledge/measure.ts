import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Sandbox } from '../../src/sandbox/server/sandbox.ts';
import { startChild, typescript } from '../support/child.ts';
import { median, rounded } from '../support/statistics.ts';

const exec = promisify(execFile);
/** So many that one write to the database is under way while the events of the next are being read. */
const CONNECTIONS = 100;
const ROUNDS = 5;
const WARM_UP_SECONDS = 3;
const SECONDS = 4;
const THREADS = 200;
const SECRET = 'signing-secret-of-the-benchmark';

const Load = z.object({
  requests: z.number(),
  perSecond: z.number(),
  p50: z.number(),
  p99: z.number(),
  failures: z.number(),
});
type Load = z.infer<typeof Load>;

/** Acknowledgements with the transaction in their way, beside a bare Bolt app, in rounds that take turns. */
export async function measureAcknowledgement(slack: Sandbox, databaseUrl: string, ports: [number, number]) {
  const [barePort, keptPort] = ports;
  const env = { SECRET, API_URL: slack.apiUrl, TOKEN: slack.botToken, DATABASE_URL: databaseUrl };
  const app = (mode: string, port: number) =>
    startChild(typescript('bench/acknowledge/app.ts'), { ...env, MODE: mode, PORT: String(port) }, /^ready$/);
  const [bare, kept] = await Promise.all([app('bare', barePort), app('kept', keptPort)]);
  try {
    await load(keptPort, slack.teamId, { OPEN: 'yes' });
    for (const port of ports) await load(port, slack.teamId, { SECONDS: String(WARM_UP_SECONDS) });
    const rounds: { bare: Load; kept: Load }[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      rounds.push({ bare: await load(barePort, slack.teamId), kept: await load(keptPort, slack.teamId) });
    }
    const of = (which: 'bare' | 'kept') => ({
      requestsPerSecond: rounded(median(rounds.map((round) => round[which].perSecond)), 0),
      p50Ms: rounded(median(rounds.map((round) => round[which].p50))),
      p99Ms: rounded(median(rounds.map((round) => round[which].p99))),
      failures: rounds.reduce((sum, round) => sum + round[which].failures, 0),
    });
    return {
      concurrent: CONNECTIONS,
      rounds: ROUNDS,
      withTransaction: of('kept'),
      bareBolt: of('bare'),
      /** Within each round, so that a change of the machine's mood cancels out. */
      throughputRatio: rounded(median(rounds.map((round) => round.kept.perSecond / round.bare.perSecond)), 2),
      bar: { throughputRatio: 0.6, p99Ms: 50 },
    };
  } finally {
    await Promise.all([bare.stop(), kept.stop()]);
  }
}

/** One round of load, from a process of its own. */
async function load(port: number, workspace: string, more: Record<string, string> = {}): Promise<Load> {
  const { stdout } = await exec(process.execPath, typescript('bench/acknowledge/load.ts'), {
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      SECRET,
      SECONDS: String(SECONDS),
      CONNECTIONS: String(CONNECTIONS),
      WORKSPACE: workspace,
      THREADS: String(THREADS),
      ...more,
    },
  });
  return Load.parse(JSON.parse(stdout));
}

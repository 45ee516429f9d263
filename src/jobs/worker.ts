import { setTimeout } from 'node:timers/promises';
import { Logger as GraphileLogger, type LogLevel, run, runMigrations } from 'graphile-worker';
import type pg from 'pg';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { CaseWork } from '../cases/case-work.ts';
import { workOnCase } from '../cases/work-on-case.ts';
import { CASE_TASK } from '../store/case-jobs.ts';
import { sweepCases } from '../store/lease.ts';

/** How often what a dead worker left behind is looked for. */
const SWEEP_MS = 2_000;
/** New jobs are announced by the database; this is for announcements that were lost. */
const POLL_MS = 2_000;

/** The task that deletes what is past its time. */
const DAILY_TASK = 'daily';

/** What does not end in this time after a stop is left to whoever starts next. */
const STOP_LIMIT_MS = 20_000;

const CasePayload = z.object({ workspace: z.string(), caseId: z.string() });

export interface Worker {
  /** Takes no new work, waits for what is under way, and hands back what does not end in time. */
  stop(): Promise<void>;
}

/** Brings the tables of the job queue up to date. */
export const migrateJobs = (pool: pg.Pool, log: Logger): Promise<void> =>
  runMigrations({ pgPool: pool, logger: quietLogger(log) });

/** Works on cases as jobs come, and sweeps up what was left behind. */
export async function startWorker(
  pool: pg.Pool,
  work: CaseWork,
  options: { concurrency: number; log: Logger; daily: () => Promise<void> },
): Promise<Worker> {
  const stopping = new AbortController();
  const runner = await run({
    pgPool: pool,
    concurrency: options.concurrency,
    noHandleSignals: true,
    pollInterval: POLL_MS,
    logger: quietLogger(options.log),
    taskList: {
      [CASE_TASK]: async (payload) => workOnCase(CasePayload.parse(payload), work, stopping.signal),
      [DAILY_TASK]: options.daily,
    },
    // At night, once among all replicas; after a night without any, at the next start.
    crontab: `17 3 * * * ${DAILY_TASK} ?fill=1d`,
  });
  const sweeper = keepSweeping(work, options.log);
  return {
    stop: async () => {
      stopping.abort();
      clearInterval(sweeper);
      await Promise.race([runner.stop(), setTimeout(STOP_LIMIT_MS, undefined, { ref: false })]);
    },
  };
}

function keepSweeping(work: CaseWork, log: Logger): NodeJS.Timeout {
  const sweep = (): void => {
    sweepCases(work.db).then(
      (found) => {
        if (found > 0) log.debug({ found }, 'cases left behind are worked on again');
      },
      (error: unknown) => log.warn({ error }, 'cases left behind could not be looked for'),
    );
  };
  sweep();
  return setInterval(sweep, SWEEP_MS);
}

/** The queue's own messages, without what jobs carry. */
function quietLogger(log: Logger): GraphileLogger {
  return new GraphileLogger(() => (level: LogLevel, message: string) => {
    const text = message.slice(0, 300);
    if (level === 'error') log.error(text);
    else if (level === 'warning') log.warn(text);
    else log.trace(text);
  });
}

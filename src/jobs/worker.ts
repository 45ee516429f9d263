import { runMigrations } from 'graphile-worker';
import type pg from 'pg';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { CaseWork } from '../cases/case-work.ts';
import { workOnCase } from '../cases/work-on-case.ts';
import { addCaseJobs, CASE_TASK } from '../store/case-jobs.ts';
import type { CaseRef } from '../store/case-ref.ts';
import { sweepCases } from '../store/lease.ts';
import { keepDoing } from './keep-doing.ts';
import { startQueue } from './queue.ts';
import { quietLogger } from './quiet-logger.ts';

/** How often what a dead worker left behind is looked for. */
const SWEEP_MS = 2_000;

/** The task that deletes what is past its time. */
const DAILY_TASK = 'daily';

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
  options: {
    concurrency: number;
    log: Logger;
    daily: () => Promise<void>;
    /** Runs when a case was worked on. */
    afterwards: (ref: CaseRef) => Promise<void>;
  },
): Promise<Worker> {
  const { log, concurrency } = options;
  const stopping = new AbortController();
  const queue = await startQueue(pool, {
    concurrency,
    log,
    tasks: {
      [CASE_TASK]: async (payload) => {
        const ref = CasePayload.parse(payload);
        const wait = await workOnCase(ref, work, stopping.signal);
        if (wait !== undefined && wait <= SWEEP_MS) wakeLater(ref, wait);
        await options.afterwards(ref);
      },
      [DAILY_TASK]: options.daily,
    },
    // At night, once among all replicas; after a night without any, at the next start.
    crontab: `17 3 * * * ${DAILY_TASK} ?fill=1d`,
  });
  const sweep = keepDoing(log, 'cases left behind could not be looked for', async () => {
    const found = await queue.watchDatabase(sweepCases(work.db));
    if (found > 0) log.debug({ found }, 'cases left behind are worked on again');
  });
  const sweeper = setInterval(sweep, SWEEP_MS);
  sweep();
  return {
    stop: async () => {
      stopping.abort();
      clearInterval(sweeper);
      await queue.stop();
    },
  };

  /** What is to be tried again soon does not wait for the sweeper; what this process forgets, the sweeper finds. */
  function wakeLater(ref: CaseRef, wait: number): void {
    setTimeout(() => {
      if (stopping.signal.aborted) return;
      addCaseJobs(work.db, [ref]).catch((error: unknown) => log.warn({ error }, 'a case could not be woken'));
    }, wait).unref();
  }
}

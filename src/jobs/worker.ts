import { setTimeout as setTimer } from 'node:timers';
import { setTimeout } from 'node:timers/promises';
import { Logger as GraphileLogger, type LogLevel, run, runMigrations } from 'graphile-worker';
import type pg from 'pg';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { CaseWork } from '../cases/case-work.ts';
import { workOnCase } from '../cases/work-on-case.ts';
import { addCaseJobs, CASE_TASK } from '../store/case-jobs.ts';
import type { CaseRef } from '../store/case-ref.ts';
import { sweepCases } from '../store/lease.ts';

/** How often what a dead worker left behind is looked for. */
const SWEEP_MS = 2_000;
/** New jobs are announced by the database; this is for announcements that were lost. */
const POLL_MS = 2_000;

/** How long to wait before the queue is started again when it could not be. */
const RESTART_MS = 1_000;

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

/**
 * Works on cases as jobs come, and sweeps up what was left behind. The queue gives up when the database is away at the
 * wrong moment; then it is started again, until it is stopped from here.
 */
export async function startWorker(
  pool: pg.Pool,
  work: CaseWork,
  options: { concurrency: number; log: Logger; daily: () => Promise<void> },
): Promise<Worker> {
  const { log } = options;
  const stopping = new AbortController();
  const begin = () =>
    run({
      pgPool: pool,
      noHandleSignals: true,
      logger: quietLogger(log),
      taskList: {
        [CASE_TASK]: async (payload) => {
          const ref = CasePayload.parse(payload);
          const wait = await workOnCase(ref, work, stopping.signal);
          if (wait !== undefined && wait <= SWEEP_MS) wakeLater(ref, wait);
        },
        [DAILY_TASK]: options.daily,
      },
      // At night, once among all replicas; after a night without any, at the next start.
      crontab: `17 3 * * * ${DAILY_TASK} ?fill=1d`,
      preset: {
        worker: {
          concurrentJobs: options.concurrency,
          pollInterval: POLL_MS,
          // Without a delay nobody waits for these two, and the first that fails would end the whole process.
          completeJobBatchDelay: 0,
          failJobBatchDelay: 0,
        },
      },
    });
  let runner = await begin();
  const watching = keepRunning();
  const sweeper = keepSweeping(work, log);
  return {
    stop: async () => {
      stopping.abort();
      clearInterval(sweeper);
      const stopped = runner.stop().catch(() => undefined);
      await Promise.race([
        Promise.all([stopped, watching]),
        setTimeout(STOP_LIMIT_MS, undefined, { ref: false }),
      ]);
    },
  };

  /** What is to be tried again soon does not wait for the sweeper; what this process forgets, the sweeper finds. */
  function wakeLater(ref: CaseRef, wait: number): void {
    setTimer(() => {
      if (stopping.signal.aborted) return;
      addCaseJobs(work.db, [ref]).catch((error: unknown) => log.warn({ error }, 'a case could not be woken'));
    }, wait).unref();
  }

  async function keepRunning(): Promise<void> {
    for (;;) {
      await runner.promise.catch((error: unknown) => log.warn({ error }, 'the job queue failed'));
      if (stopping.signal.aborted) return;
      try {
        runner = await begin();
        log.info('the job queue had given up, and was started again');
        if (stopping.signal.aborted) await runner.stop();
      } catch (error) {
        log.warn({ error }, 'the job queue cannot be started; it is tried again');
        await setTimeout(RESTART_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  }
}

function keepSweeping(work: CaseWork, log: Logger): NodeJS.Timeout {
  let sweeping = false;
  const sweep = async (): Promise<void> => {
    if (sweeping) return;
    sweeping = true;
    try {
      const found = await sweepCases(work.db);
      if (found > 0) log.debug({ found }, 'cases left behind are worked on again');
    } catch (error) {
      log.warn({ error }, 'cases left behind could not be looked for');
    } finally {
      sweeping = false;
    }
  };
  void sweep();
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

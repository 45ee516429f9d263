import { setTimeout } from 'node:timers/promises';
import { type Runner, run, type TaskList } from 'graphile-worker';
import type pg from 'pg';
import type { Logger } from 'pino';
import { quietLogger } from './quiet-logger.ts';

/** New jobs are announced by the database; this is for announcements that were lost. */
const POLL_MS = 2_000;
/** How long to wait before the queue is started again when it could not be. */
const RESTART_MS = 1_000;
/** So often in a row each of its workers may fail to look for jobs, in a database that answers. */
const MOST_FAILURES = 2;

export interface QueueOptions {
  tasks: TaskList;
  crontab: string;
  concurrency: number;
  log: Logger;
}

/** Works off jobs until it is stopped. */
export interface Queue {
  /** Told by whoever asks the database now and then. A queue that finds no way to one that answers is started again. */
  noteDatabase(answers: boolean): void;
  /** Takes no new jobs. Resolves when those under way are done. */
  stop(): Promise<void>;
}

/** Starts the queue, and starts it again when it gives up because the database was away at the wrong moment. */
export async function startQueue(
  pool: pg.Pool,
  { tasks, crontab, concurrency, log }: QueueOptions,
): Promise<Queue> {
  const stopping = new AbortController();
  let failures = 0;
  let runner = await begin();
  const running = keepRunning();
  return {
    noteDatabase: (answers) => {
      if (answers && failures >= MOST_FAILURES * concurrency) {
        // The library keeps a failure of its very first look at the database for good.
        log.warn('the job queue finds no way back to the database; it is started again');
        void end(runner);
        failures = 0;
      }
      if (!answers) failures = 0;
    },
    stop: async () => {
      stopping.abort();
      await Promise.all([end(runner), running]);
    },
  };

  async function begin(): Promise<Runner> {
    const begun = await run({
      pgPool: pool,
      noHandleSignals: true,
      logger: quietLogger(log),
      taskList: tasks,
      crontab,
      preset: {
        worker: {
          concurrentJobs: concurrency,
          pollInterval: POLL_MS,
          // Without a delay nobody waits for these two, and the first that fails would end the whole process.
          completeJobBatchDelay: 0,
          failJobBatchDelay: 0,
        },
      },
    });
    begun.events.on('worker:getJob:error', () => {
      failures += 1;
    });
    for (const found of ['worker:getJob:empty', 'job:start'] as const)
      begun.events.on(found, () => {
        failures = 0;
      });
    return begun;
  }

  async function keepRunning(): Promise<void> {
    for (;;) {
      await runner.promise.catch((error: unknown) => log.warn({ error }, 'the job queue failed'));
      if (stopping.signal.aborted) return;
      try {
        runner = await begin();
        log.info('the job queue had given up, and was started again');
        if (stopping.signal.aborted) await end(runner);
      } catch (error) {
        log.warn({ error }, 'the job queue cannot be started; it is tried again');
        await setTimeout(RESTART_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  }
}

/** Ends a run of the queue, unless it has ended by itself. */
const end = (runner: Runner): Promise<void> => runner.stop().catch(() => undefined);

import { setTimeout } from 'node:timers/promises';
import { type Runner, run, type Task, type TaskList } from 'graphile-worker';
import type pg from 'pg';
import type { Logger } from 'pino';
import { quietLogger } from './quiet-logger.ts';

/** New jobs are announced by the database; this is for announcements that were lost. */
const POLL_MS = 2_000;
/** After so long a stop waits no more. */
const STOP_LIMIT_MS = 20_000;
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
  /**
   * Watches what somebody asks the database now and then, and gives its answer back: a queue that finds no way to a
   * database that answers is started again.
   */
  watchDatabase<T>(asked: Promise<T>): Promise<T>;
  /** Takes no new jobs, and waits for those under way. What does not end in time is left to whoever starts next. */
  stop(): Promise<void>;
}

/** Starts the queue, and starts it again when it gives up because the database was away at the wrong moment. */
export async function startQueue(
  pool: pg.Pool,
  { tasks, crontab, concurrency, log }: QueueOptions,
): Promise<Queue> {
  const stopping = new AbortController();
  const held = letGoOf(tasks);
  const failures = countFailures();
  let runner = await begin();
  const running = keepRunning();
  return {
    watchDatabase: async (asked) => {
      const answer = await asked.catch((error: unknown) => {
        failures.forget();
        throw error;
      });
      if (failures.inARow() >= MOST_FAILURES * concurrency) {
        // The library keeps a failure of its very first look at the database for good.
        log.warn('the job queue finds no way back to the database; it is started again');
        void end(runner);
        failures.forget();
      }
      return answer;
    },
    stop: async () => {
      stopping.abort();
      const stopped = Promise.all([end(runner), running]).then(held.letGo);
      await Promise.race([stopped, setTimeout(STOP_LIMIT_MS, undefined, { ref: false })]);
    },
  };

  async function begin(): Promise<Runner> {
    const begun = await run({
      pgPool: pool,
      noHandleSignals: true,
      logger: quietLogger(log),
      taskList: held.tasks,
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
    failures.watch(begun);
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

/**
 * The same tasks, which can be let go of. The library keeps the options of every queue that ever ran in the process,
 * and with its tasks would keep all that they work with.
 */
function letGoOf(tasks: TaskList): { tasks: TaskList; letGo: () => void } {
  const held = new Map(Object.entries(tasks));
  const passOn =
    (name: string): Task =>
    (payload, helpers) =>
      held.get(name)?.(payload, helpers);
  return {
    tasks: Object.fromEntries(Object.keys(tasks).map((name) => [name, passOn(name)])),
    letGo: () => held.clear(),
  };
}

/** Counts how often in a row a queue's workers could not look for jobs. The library keeps what listens, so it is little. */
function countFailures() {
  let count = 0;
  const forget = (): void => {
    count = 0;
  };
  return {
    inARow: () => count,
    forget,
    watch: ({ events }: Runner): void => {
      events.on('worker:getJob:error', () => {
        count += 1;
      });
      for (const found of ['worker:getJob:empty', 'job:start'] as const) events.on(found, forget);
    },
  };
}

/** Ends a run of the queue, unless it has ended by itself. */
const end = (runner: Runner): Promise<void> => runner.stop().catch(() => undefined);

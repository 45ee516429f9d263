import type { Clock } from '../../clock.ts';
import type { Config } from '../../config.ts';
import type { Recording } from '../../curator/llm/recordings.ts';
import type { ReadyPack } from '../../curator/ready-pack.ts';
import { readPrices } from '../../prices.ts';
import { UserError } from '../../user-error.ts';
import { createBudget, type Limits } from './budget.ts';
import { finishedIn, NONE_FINISHED } from './finished-cases.ts';
import { gatherContestants, recordedIn } from './gather-contestants.ts';
import { readOldReport } from './moved.ts';
import type { EvalOptions } from './options.ts';
import { createProgress, type ProgressOutput } from './progress.ts';
import { readCases } from './read-cases.ts';
import { type Report, reportOf } from './report.ts';
import { type Job, runJobs } from './run-jobs.ts';

/** What an evaluation needs of the process. */
export interface EvalContext {
  config: Config;
  env: NodeJS.ProcessEnv;
  clock: Clock;
  /** The guidance, read when all else can be used. */
  ready(): Promise<ReadyPack>;
  progress: ProgressOutput;
  /** Begins no more cases; what is done is reported. */
  signal?: AbortSignal;
}

/** Evaluates curators on the labelled cases of a folder. @throws UserError before any case is run, for what cannot be used */
export async function evaluate(folder: string, options: EvalOptions, context: EvalContext): Promise<Report> {
  const { runs, within, concurrency } = options;
  const cases = await readCases(folder);
  const prices =
    options.prices === undefined ? undefined : await readPrices(options.prices, 'No case was run.');
  const against = options.against === undefined ? undefined : await readOldReport(options.against);
  const recorded = options.replay === undefined ? undefined : await recordedIn(options.replay);
  const contestants = await gatherContestants(options, prices, recorded, context);
  // What is replayed was paid for when it was recorded.
  const limits: Limits = recorded ? {} : options;
  const unpriced = contestants.find(({ price }) => price === undefined);
  if (limits.maxCost !== undefined && unpriced) {
    throw new UserError(
      `The price of ${unpriced.about.name} is not known, so --max-cost cannot be kept.`,
      'Give it with --prices FILE, or set --max-tokens. No case was run.',
    );
  }
  const finished = options.resume === undefined ? NONE_FINISHED : await finishedIn(options.resume);
  const jobs: Job[] = Array.from({ length: runs }, (_, index) => index + 1).flatMap((run) =>
    cases.flatMap((labelled) => contestants.map((contestant) => ({ contestant, labelled, run }))),
  );
  const progress = createProgress(jobs.length, context.progress, () => performance.now());
  const budget = createBudget(limits);
  const outcome = await runJobs(jobs, {
    concurrency,
    budget,
    finished,
    onDone: progress.done,
    ...(context.signal ? { signal: context.signal } : {}),
  }).finally(progress.end);
  return {
    ...reportOf(contestants, cases, outcome, { runs, within, prices, against, limit: budget.limit }),
    ...(recorded ? { replayed: replayInWords(recorded) } : {}),
  };
}

function replayInWords(recorded: readonly Recording[]): string {
  const days = recorded.map(({ on }) => on).sort();
  const [first, last] = [days[0], days.at(-1)];
  const when = first === last ? `on ${first}` : `between ${first} and ${last}`;
  return `A replay of what was recorded ${when}; no model was asked.`;
}

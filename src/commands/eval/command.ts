import { join } from 'node:path';
import { type Clock, dayOf } from '../../clock.ts';
import type { Config } from '../../config.ts';
import { Recording, recording, replaying } from '../../curator/llm/recordings.ts';
import type { ReadyPack } from '../../ready-pack.ts';
import { UserError } from '../../user-error.ts';
import { openJsonLines, readJsonLines } from '../json-lines.ts';
import { createBudget } from './budget.ts';
import { choicesOf, recordedChoice, usualChoice } from './choices.ts';
import { type Choice, type Contestant, createContestant } from './contestants.ts';
import { finishedIn, NONE_FINISHED } from './finished-cases.ts';
import { readOldReport } from './moved.ts';
import type { EvalOptions } from './options.ts';
import { type Prices, readPrices } from './prices.ts';
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
  const prices = options.prices === undefined ? undefined : await readPrices(options.prices);
  const against = options.against === undefined ? undefined : await readOldReport(options.against);
  const contestants = await contestantsFor(options, prices, context);
  const unpriced = contestants.find(({ price }) => price === undefined);
  if (options.maxCost !== undefined && unpriced) {
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
  // What is replayed was paid for when it was recorded.
  const budget = createBudget(options.replay === undefined ? options : {});
  const outcome = await runJobs(jobs, {
    concurrency,
    budget,
    finished,
    onDone: progress.done,
    ...(context.signal ? { signal: context.signal } : {}),
  }).finally(progress.end);
  return reportOf(contestants, cases, outcome, { runs, within, prices, against, limit: budget.limit });
}

/** The file of a folder of recordings that holds them. */
const RECORDINGS = 'completions.jsonl';
const A_RECORDING = 'a recorded completion';

async function contestantsFor(
  { models, record, replay }: EvalOptions,
  prices: Prices | undefined,
  { config, env, clock, ready }: EvalContext,
): Promise<Contestant[]> {
  const recorded = replay === undefined ? undefined : await recordedIn(replay);
  const kept =
    record === undefined ? undefined : await openJsonLines(join(record, RECORDINGS), Recording, A_RECORDING);
  const choices =
    models === undefined
      ? chosenWithout(config, recorded)
      : await choicesOf(models, { config, env, isReplay: recorded !== undefined });
  const pack = await ready();
  return Promise.all(
    choices.map((choice) =>
      createContestant(choice, pack, prices, (chat, model) => {
        if (recorded) return replaying(recorded, model);
        return kept ? recording(chat, model, kept.append, () => dayOf(clock.now())) : chat;
      }),
    ),
  );
}

async function recordedIn(folder: string): Promise<readonly Recording[]> {
  const lines = await readJsonLines(join(folder, RECORDINGS), Recording, A_RECORDING);
  if (lines.length > 0) return lines;
  throw new UserError(
    `There is no recording in ${folder}.`,
    'Give a folder that --record made. No case was run.',
  );
}

/** Without --models: what the environment chooses; of a replay, the models that were recorded. */
function chosenWithout(config: Config, recorded: readonly Recording[] | undefined): Choice[] {
  if (!recorded) return [usualChoice(config)];
  return [...new Set(recorded.map(({ model }) => model))].map(recordedChoice);
}

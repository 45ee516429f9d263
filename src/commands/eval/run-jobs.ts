import type { CaseResult, EvalCase } from '../eval-case.ts';
import type { Budget } from './budget.ts';
import { type Contestant, keyOf } from './contestants.ts';
import { costOfTokens } from './cost-of-tokens.ts';
import { evaluateCase } from './evaluate-case.ts';
import type { FinishedCases } from './finished-cases.ts';

/** One run of a case by a curator. */
export interface Job {
  contestant: Contestant;
  labelled: EvalCase;
  /** Which time it is, from 1. */
  run: number;
}

export interface Done {
  job: Job;
  result: CaseResult;
}

export interface RunOptions {
  /** So many cases are under way at once. */
  concurrency: number;
  budget: Budget;
  finished: FinishedCases;
  /** Begins no more cases; those under way are finished. */
  signal?: AbortSignal;
  /** @param isNew whether it was run now */
  onDone?(result: CaseResult, isNew: boolean): void;
}

/** What was done, in the order of the jobs, and why not all was, where that is so. */
export interface JobsDone {
  done: Done[];
  stopped: 'limit' | 'by hand' | undefined;
}

/** Runs jobs side by side, in their order, but for those that were finished before. */
export async function runJobs(jobs: readonly Job[], options: RunOptions): Promise<JobsDone> {
  const { concurrency, budget, finished, signal, onDone } = options;
  const results = new Map<Job, CaseResult>();
  const running = new Set<Promise<void>>();
  let stopped: JobsDone['stopped'];

  async function work(job: Job, key: string): Promise<void> {
    const result = await evaluateCase(job.labelled, job.contestant.reader, job.run);
    budget.spend(spentOn(job, result));
    results.set(job, result);
    await finished.add(key, job, result);
    onDone?.(result, true);
  }

  for (const job of jobs) {
    const key = keyOf(job.labelled, job.contestant.about, job.run);
    const known = finished.get(key);
    if (known) {
      results.set(job, known);
      onDone?.(known, false);
      continue;
    }
    while (running.size > 0 && (running.size >= concurrency || !budget.allowsOneMore(running.size)))
      await Promise.race(running);
    if (signal?.aborted) stopped ??= 'by hand';
    else if (!budget.allowsOneMore(running.size)) stopped ??= 'limit';
    // What was finished before still counts.
    if (stopped) continue;
    const under = work(job, key).finally(() => running.delete(under));
    running.add(under);
  }
  await Promise.all(running);
  return {
    done: jobs.flatMap((job) => {
      const result = results.get(job);
      return result ? [{ job, result }] : [];
    }),
    stopped,
  };
}

function spentOn({ contestant: { price } }: Job, { tokens }: CaseResult) {
  return { tokens: tokens.input + tokens.output, cost: price && costOfTokens(tokens, price) };
}

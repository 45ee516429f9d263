import { z } from 'zod';
import { CaseResult } from '../eval-case.ts';
import { openJsonLines } from '../json-lines.ts';
import type { Job } from './run-jobs.ts';

const Finished = z.object({
  key: z.string(),
  /** For people who look into the file. */
  case: z.string(),
  curator: z.string(),
  run: z.number(),
  result: CaseResult,
});

/** The cases that an earlier run finished, so that they are not run and paid for again. */
export interface FinishedCases {
  get(key: string): CaseResult | undefined;
  add(key: string, job: Job, result: CaseResult): Promise<void>;
}

/** Nothing is known, and nothing kept. */
export const NONE_FINISHED: FinishedCases = { get: () => undefined, add: async () => undefined };

/**
 * Keeps finished cases in a file, a line each as soon as it is done. What a model failed at is run again.
 * @throws UserError for a file that holds something else
 */
export async function finishedIn(file: string): Promise<FinishedCases> {
  const { lines, append } = await openJsonLines(file, Finished, 'a finished case');
  const known = new Map(lines.map(({ key, result }) => [key, result]));
  return {
    get: (key) => {
      const result = known.get(key);
      return result && isSound(result) ? result : undefined;
    },
    add: (key, { labelled, contestant, run }, result) =>
      append({ key, case: labelled.id, curator: contestant.about.name, run, result }),
  };
}

const isSound = ({ fellBack, unrecorded }: CaseResult): boolean =>
  fellBack === null && unrecorded.length === 0;

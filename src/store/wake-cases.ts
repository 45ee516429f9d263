import { setTimeout as sleep } from 'node:timers/promises';
import type { CaseRef } from './case-ref.ts';

/** Sees to it that cases with something to read get a job. */
export interface Waking {
  /** Soon, and with others of the same moment. */
  wake(cases: readonly CaseRef[]): void;
  /** Resolves when all that were named have their job, or it could not be added. */
  idle(): Promise<void>;
}

/** Jobs are added so often at most. Who comes first after a pause does not wait at all. */
const REST_MS = 20;

/**
 * Adds jobs beside the acknowledgements instead of in their way: under load a case that is named many times gets its job
 * once. Nothing depends on it: whatever is in the inbox and has no job is found by the sweeper, also after a crash.
 * @param add adds one job for each case
 * @param onError hears when that failed
 */
export function createWaking(
  add: (cases: readonly CaseRef[]) => Promise<void>,
  onError: (error: unknown) => void,
): Waking {
  let named = new Map<string, CaseRef>();
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (named.size > 0) {
      const cases = [...named.values()];
      named = new Map();
      await add(cases).catch(onError);
      await sleep(REST_MS);
    }
    running = undefined;
  }

  return {
    wake(cases) {
      for (const ref of cases) named.set(`${ref.workspace}/${ref.caseId}`, ref);
      if (named.size > 0) running ??= run();
    },
    idle: async () => running,
  };
}

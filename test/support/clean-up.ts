import { afterEach } from '@jest/globals';

const steps: (() => Promise<unknown> | unknown)[] = [];

/** Ends something after the test, also when it fails; the last begun first. */
export function afterTest(step: () => Promise<unknown> | unknown): void {
  steps.push(step);
}

afterEach(async () => {
  const failures: unknown[] = [];
  for (let step = steps.pop(); step; step = steps.pop()) {
    try {
      await step();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
});

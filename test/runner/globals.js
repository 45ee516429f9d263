/**
 * What tests import as @jest/globals. The runner knows no limit of time: here a test or a hook that hangs fails after
 * its own, or after the usual one.
 */
import { setTimeout } from 'node:timers/promises';

/** Only what hangs takes so long; on a busy machine everything else takes its time. */
const LIMIT_MS = 90_000;

const within =
  (run, limit = LIMIT_MS) =>
  async (...given) => {
    const ended = new AbortController();
    const late = setTimeout(limit, undefined, { signal: ended.signal }).then(() => {
      throw new Error(`It was not done after ${limit / 1_000} seconds.`);
    });
    late.catch(() => undefined);
    try {
      return await Promise.race([run(...given), late]);
    } catch (error) {
      throw withCauses(error);
    } finally {
      ended.abort();
    }
  };

/** The runner tells an error's own words only: what a property failed at stands in its cause. */
function withCauses(error) {
  if (error instanceof Error && error.cause instanceof Error)
    error.stack += `\nCaused by: ${withCauses(error.cause).stack}`;
  return error;
}

const limited = (add) => (name, run, limit) => add(name, run && within(run, limit), limit);
const limitedHook = (add) => (run, limit) => add(within(run, limit), limit);
const limitedTest = (add) =>
  Object.assign(limited(add), {
    each:
      (...table) =>
      (name, run, limit) =>
        add.each(...table)(name, within(run, limit), limit),
  });

const { describe, expect } = globalThis;
const test = Object.assign(limitedTest(globalThis.test), {
  only: limitedTest(globalThis.test.only),
  skip: limitedTest(globalThis.test.skip),
});
const [beforeAll, beforeEach, afterEach, afterAll] = ['beforeAll', 'beforeEach', 'afterEach', 'afterAll'].map(
  (name) => limitedHook(globalThis[name]),
);

export { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test };

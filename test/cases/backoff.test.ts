import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { backoffMs } from '../../src/cases/backoff.ts';

const FIVE_MINUTES = 5 * 60_000;

test('the wait doubles from half a second on, up to five minutes', () => {
  expect([0, 1, 2, 3, 9].map((attempts) => backoffMs(attempts, 0))).toEqual([
    500, 1_000, 2_000, 4_000, 256_000,
  ]);
  expect(backoffMs(10, 0)).toBe(FIVE_MINUTES);
  expect(backoffMs(2_000, 0)).toBe(FIVE_MINUTES);
});

test('chance adds up to a quarter, so that many do not come back together', () => {
  fc.assert(
    fc.property(fc.nat(100), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, random) => {
      const [least, wait] = [backoffMs(attempts, 0), backoffMs(attempts, random)];
      expect(wait).toBeGreaterThanOrEqual(least);
      expect(wait).toBeLessThanOrEqual(least * 1.25 + 1);
    }),
  );
});

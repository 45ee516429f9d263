import { expect, test } from '@jest/globals';
import { wilson } from '../../../src/commands/eval/wilson.ts';

// Newcombe (Statistics in Medicine 17, 1998), table I, method 3: the score interval without continuity correction.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('%i of %i lies between %f and %f, as published', (hits, cases, low, high) => {
  const found = wilson(hits, cases);
  expect(found[0]).toBeCloseTo(low, 4);
  expect(found[1]).toBeCloseTo(high, 4);
});

test('nothing is known of no cases, and more hits than cases are refused', () => {
  expect(wilson(0, 0)).toEqual([0, 1]);
  expect(() => wilson(3, 2)).toThrow(RangeError);
});

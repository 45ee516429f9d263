import { expect, test } from '@jest/globals';
import { mcnemar } from '../../../src/commands/eval/mcnemar.ts';

// Twice the tail of tossing a fair coin, counted by hand: 9 of 10 is 2 × (1 + 10) / 2¹⁰.
test.each([
  [1, 9, 22 / 1024],
  [0, 5, 2 / 32],
  [0, 6, 2 / 64],
  [2, 10, (2 * (1 + 12 + 66)) / 4096],
])('of %i and %i it is %f', (one, other, p) => {
  expect(mcnemar(one, other)).toBeCloseTo(p, 12);
  expect(mcnemar(other, one)).toBeCloseTo(p, 12);
});

test('is certain of nothing where nothing differs, or both win as often', () => {
  expect(mcnemar(0, 0)).toBe(1);
  expect(mcnemar(7, 7)).toBe(1);
});

test('holds where a half to that power is nothing', () => {
  // Summed up in whole numbers.
  expect(mcnemar(1450, 1582)).toBeCloseTo(0.017342163588, 9);
});

import { expect, test } from '@jest/globals';
import { studentT95 } from '../../../src/commands/eval/loss/student-t.ts';

// NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, the column of 0.975.
test.each([
  [1, 12.706],
  [4, 2.776],
  [9, 2.262],
  [30, 2.042],
])('with %i degrees of freedom 95 %% lie within %f, as published', (freedom, within) => {
  expect(studentT95(freedom)).toBe(within);
});

test('the bar narrows with every repeat, down to that of the normal distribution', () => {
  const bars = Array.from({ length: 40 }, (_, index) => studentT95(index + 1));
  expect(bars).toEqual([...bars].sort((a, b) => b - a));
  expect(bars.at(-1)).toBe(1.96);
});

test('a single count has no error', () => {
  expect(() => studentT95(0)).toThrow(RangeError);
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { firstBeginningAt, firstEndingBehind, sortOnce } from '../../src/text/sorted.ts';

describe('sorting a part of a list, each number once', () => {
  const sorted = (numbers: number[]): number[] => [...new Set(numbers)].sort((a, b) => a - b);

  test('leaves what stands before and behind', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { maxLength: 80 }), fc.nat(3), (numbers, before) => {
        const list = Int32Array.from([...Array<number>(before).fill(-1), ...numbers, -2]);
        const end = sortOnce(list, before, before + numbers.length);
        expect([...list.subarray(before, end)]).toEqual(sorted(numbers));
        expect([...list.subarray(0, before)].every((each) => each === -1)).toBe(true);
        expect(list.at(-1)).toBe(-2);
      }),
    );
  });

  test('a long list that runs backwards is put in order as well', () => {
    const numbers = Array.from({ length: 40_000 }, (_, index) => 40_000 - index);
    const list = Int32Array.from(numbers);
    expect(sortOnce(list, 0, list.length)).toBe(numbers.length);
    expect([...list]).toEqual(sorted(numbers));
  });
});

describe('of stretches in the order of a text', () => {
  const spans = [
    { start: 0, end: 4 },
    { start: 5, end: 9 },
    { start: 9, end: 12 },
  ];

  test.each([
    [0, 0, 0],
    [1, 1, 0],
    [3, 1, 0],
    [4, 1, 1],
    [5, 1, 1],
    [9, 2, 2],
    [10, 3, 2],
    [12, 3, 3],
  ])(
    'at %i, the first that begins there or behind is number %i, the first that ends behind number %i',
    (...at) => {
      const [place, beginning, ending] = at;
      expect(firstBeginningAt(spans, place)).toBe(beginning);
      expect(firstEndingBehind(spans, place)).toBe(ending);
    },
  );
});

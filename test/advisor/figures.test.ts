import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  billedTrainingTokens,
  breakEvenCalls,
  cachedPrefixPrice,
  defaultEpochs,
  errorBar,
  fitsPrompt,
  gpuMemory,
  machinesNeeded,
  paybackMonths,
  perMonth,
  pricePerCall,
  rentPerMonth,
  selfHostedRun,
  TOKENS_PER_PAGE,
  trainingPrice,
} from '../../src/advisor/figures.ts';

describe('the error bar of a pass rate', () => {
  test.each([
    [0.8, 50, 11],
    [0.8, 100, 8],
    [0.8, 400, 4],
    [0.9, 50, 8],
    [0.5, 100, 10],
  ])('of %d on %d items is ± %d points', (rate, items, points) => {
    expect(Math.round(errorBar(rate, items) * 100)).toBe(points);
  });

  test('is nothing when all or none pass', () => {
    expect(errorBar(0, 10)).toBe(0);
    expect(errorBar(1, 10)).toBe(0);
  });

  test.each([
    [-0.1, 10, 'A pass rate lies between 0 and 1, not at -0.1.'],
    [1.1, 10, 'A pass rate lies between 0 and 1, not at 1.1.'],
    [Number.NaN, 10, 'A pass rate lies between 0 and 1, not at NaN.'],
    [0.5, 0, 'A test needs at least one item, not 0.'],
    [0.5, Number.NaN, 'A test needs at least one item, not NaN.'],
  ])('of %d on %d items does not exist', (rate, items, message) => {
    expect(() => errorBar(rate, items)).toThrow(new RangeError(message));
  });

  test('shrinks with more items, and is widest where half pass', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.integer({ min: 1, max: 10_000 }),
        (rate, items) => {
          expect(errorBar(rate, items * 4)).toBeCloseTo(errorBar(rate, items) / 2);
          expect(errorBar(rate, items)).toBeLessThanOrEqual(errorBar(0.5, items));
        },
      ),
    );
  });
});

describe('the cost of a training', () => {
  test.each([
    [5, 20],
    [1, 25],
    [4, 25],
    [33, 3],
    [34, 3],
    [8333, 3],
    [8334, 2],
    [25_001, 1],
    [100_000, 1],
  ])('%d examples are read %d times by default', (examples, epochs) => {
    expect(defaultEpochs(examples)).toBe(epochs);
  });

  test("the cookbook's own sum: 5 examples of 4,306 tokens in all are billed as 86,120", () => {
    expect(billedTrainingTokens([861, 861, 861, 861, 862], 16_385, defaultEpochs(5))).toBe(86_120);
  });

  test('tokens of an example beyond the limit are not billed', () => {
    expect(billedTrainingTokens([10, 500, 20], 100, 2)).toBe(260);
    expect(billedTrainingTokens([], 100, 3)).toBe(0);
  });

  test('5M tokens three times and 1M for validation, at $0.46 a million, are $7.36', () => {
    expect(trainingPrice({ train: 5e6, epochs: 3, validation: 1e6 }, 0.46)).toBeCloseTo(7.36, 10);
  });

  test('every evaluation reads the validation set again', () => {
    expect(trainingPrice({ train: 1e6, epochs: 1, validation: 1e6, evaluations: 4 }, 1)).toBe(5);
    expect(trainingPrice({ train: 1e6, epochs: 2 }, 1)).toBe(2);
  });
});

describe('the cost of running', () => {
  test('15,000 calls a day at $0.005 are $2,250 a month', () => {
    expect(rentPerMonth(perMonth(15_000), 0.005)).toBe(2250);
  });

  test('60 models at $500 to $1,500 a month are $30,000 to $90,000', () => {
    expect([rentPerMonth(60, 500), rentPerMonth(60, 1500)]).toEqual([30_000, 90_000]);
  });

  test('a million items at 61 a second on a machine of $0.6 an hour are $2.73', () => {
    expect(selfHostedRun(1_000_000, 61, 0.6)).toBeCloseTo(2.73, 2);
  });

  test('a call costs its tokens in and out', () => {
    expect(pricePerCall({ input: 2000, output: 500 }, { input: 2.5, output: 10 })).toBeCloseTo(0.01, 10);
  });

  test('a cached prefix costs a tenth when it is found, a quarter more when it has to be written', () => {
    expect(cachedPrefixPrice(1_000_000, 2, 1)).toBeCloseTo(0.2);
    expect(cachedPrefixPrice(1_000_000, 2, 0)).toBeCloseTo(2.5);
    expect(cachedPrefixPrice(1_000_000, 2, 0.5)).toBeCloseTo(1.35);
  });

  test('machines are kept at 60 % of what was measured', () => {
    expect(machinesNeeded(600, 1000)).toBe(1);
    expect(machinesNeeded(601, 1000)).toBe(2);
  });
});

describe('whether it pays', () => {
  test('break-even is where the fixed cost is saved call by call', () => {
    expect(breakEvenCalls(900, 0.005, 0.002)).toBeCloseTo(300_000, 6);
    expect(breakEvenCalls(0, 0.005, 0.002)).toBe(0);
  });

  test.each([
    ['as dear', 0.005],
    ['dearer', 0.006],
  ])('a tuned model that is %s per call never breaks even', (_, tuned) => {
    expect(breakEvenCalls(900, 0.005, tuned)).toBeUndefined();
  });

  test('payback is the cost of the project over what a month saves', () => {
    expect(paybackMonths(12_000, 2250, 250)).toBe(6);
    expect(paybackMonths(12_000, 250, 250)).toBeUndefined();
    expect(paybackMonths(12_000, 250, 2250)).toBeUndefined();
  });

  test('at break-even both cost the same', () => {
    const money = fc.double({ min: 0.001, max: 100, noNaN: true });
    fc.assert(
      fc.property(money, money, money, (fixed, rent, tuned) => {
        const calls = breakEvenCalls(fixed, rent, tuned);
        if (calls === undefined) expect(tuned).toBeGreaterThanOrEqual(rent);
        else expect((fixed + calls * tuned) / (calls * rent)).toBeCloseTo(1, 6);
      }),
    );
  });
});

describe('sizes', () => {
  test('200,000 tokens, about 500 pages, still fit a prompt', () => {
    expect(500 * TOKENS_PER_PAGE).toBe(200_000);
    expect([fitsPrompt(200_000), fitsPrompt(200_001)]).toEqual([true, false]);
  });

  test('a 7B model needs 112 GB to be tuned in full, 14 to be held, 3.5 in four bits', () => {
    expect(gpuMemory(7)).toEqual({ fullTuning: 112, bf16: 14, fourBit: 3.5 });
  });
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { quantities, readNumber } from '../../src/text/quantity.ts';

const valuesIn = (text: string): number[] => quantities(text).map(({ value }) => value);

describe('a number is read in the notation that people type', () => {
  test.each<[string, number]>([
    ['800', 800],
    ['1.2k', 1200],
    ['1,2k', 1200],
    ['15k', 15_000],
    ['15 K', 15_000],
    ['15,000', 15_000],
    ['15.000', 15_000],
    ['1,200,000', 1_200_000],
    ['1.200.000', 1_200_000],
    ['12 000', 12_000],
    ['1 200 000', 1_200_000],
    ['25 000k', 25_000_000],
    ['1,200.50', 1200.5],
    ['1.200,50', 1200.5],
    ['0.85', 0.85],
    ['0,85', 0.85],
    ['.85', 0.85],
    ['0.005', 0.005],
    ['4.5', 4.5],
    ['$0.004', 0.004],
    ['€2,500', 2500],
    ['3M', 3_000_000],
    ['3.5 million', 3_500_000],
    ['2bn', 2_000_000_000],
    ['40 Tsd', 40_000],
    ['3 mil', 3000],
    ['200+', 200],
    ['seven', 7],
    ['sixteen', 16],
    ['ninety', 90],
    ['twenty-five', 25],
    ['ten thousand', 10_000],
    ['two hundred thousand', 200_000],
    ['three dozen', 36],
    ['a dozen', 12],
    ['a hundred', 100],
    ['half a million', 500_000],
    ['a quarter of a million', 250_000],
    ['half a cent', 0.5],
    ['a fifth of a cent', 0.2],
    ['one and a half million', 1_500_000],
    ['four and a half thousand', 4500],
  ])('%s', (written, value) => {
    expect(valuesIn(`we have ${written} of them`)).toEqual([value]);
  });
});

describe('a vague amount counts as the least that an honest reader would put to it', () => {
  test.each<[string, number]>([
    ['hundreds', 200],
    ['thousands', 2000],
    ['tens of thousands', 20_000],
    ['hundreds of thousands', 200_000],
    ['dozens', 24],
    ['a few hundred', 200],
    ['several thousand', 2000],
    ['a couple of thousand', 2000],
    ['a handful', 5],
    ['millions', 2_000_000],
  ])('%s', (written, value) => {
    expect(valuesIn(`there are ${written} of them`)).toEqual([value]);
  });
});

describe('what the notation tells is kept', () => {
  test.each<[string, number, 'percent' | 'dollars' | undefined]>([
    ['85%', 85, 'percent'],
    ['100 %', 100, 'percent'],
    ['85 percent', 85, 'percent'],
    ['72.5 pct', 72.5, 'percent'],
    ['$0.005', 0.005, 'dollars'],
    ['2,000 dollars', 2000, 'dollars'],
    ['€40', 40, 'dollars'],
    ['800', 800, undefined],
  ])('%s', (written, value, sign) => {
    expect(quantities(written)).toEqual([{ value, sign, start: 0, end: written.length }]);
  });
});

describe('no number is read', () => {
  test.each([
    ['out of a name', 'gpt4 and llama3 on an h100'],
    ['out of a version', 'v3.1'],
    ['out of words that only begin like one', 'tenants often wonder about attention'],
    ['where there is none', 'no idea'],
  ])('%s', (_, text) => {
    expect(valuesIn(text)).toEqual([]);
  });

  test('out of a unit of time: "40ms" are no 40 million', () => {
    expect(valuesIn('it takes 40ms')).toEqual([40]);
  });

  test('out of nothing', () => {
    expect(readNumber('')).toBeUndefined();
    expect(readNumber('many')).toBeUndefined();
  });

  test.each(['1.2.3', '12.10.2024', '1,000,50'])('out of what is none: %s', (written) => {
    expect(readNumber(written)).toBeUndefined();
    expect(valuesIn(`it was ${written} then`)).toEqual([]);
  });
});

test('several numbers are read in their order, at their places', () => {
  const text = 'İt has 1.2k calls/day at ~$0.004, 0.85 F1 and half a million rows';
  expect(quantities(text).map(({ value, start, end }) => [value, text.slice(start, end)])).toEqual([
    [1200, '1.2k'],
    [0.004, '$0.004'],
    [0.85, '0.85'],
    [500_000, 'half a million'],
  ]);
});

test('numbers that only follow each other stay apart', () => {
  expect(valuesIn('we tried five six times, twenty five hundred')).toEqual([5, 6, 2500]);
});

test('a range gives both its ends', () => {
  expect(valuesIn('2-3 points, 10k to 15k rows')).toEqual([2, 3, 10_000, 15_000]);
});

test('any number is read back from the English and the German way of writing it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), (value) => {
      expect(readNumber(String(value))).toBe(value);
      expect(readNumber(value.toLocaleString('en-US'))).toBe(value);
      expect(readNumber(value.toLocaleString('de-DE'))).toBe(value);
      expect(readNumber(`$${value}`)).toBe(value);
    }),
  );
});

test('any share with one or two decimals is read back with a point and with a comma', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999 }), (hundredths) => {
      const value = hundredths / 100;
      expect(readNumber(String(value))).toBe(value);
      expect(readNumber(String(value).replace('.', ','))).toBe(value);
    }),
  );
});

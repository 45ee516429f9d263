import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { figuresFor } from '../../src/advisor/figure-lines.ts';
import { dollars } from '../../src/advisor/slots.ts';
import { say, situationOf } from './support/statements.ts';

const lines = (callsQuote: string, calls: number, price: number): string[] =>
  figuresFor({
    facts: [say('calls_per_month', calls, { quote: callsQuote }), say('price_per_call', price)],
    conflicts: [],
  });

describe('what renting costs, with its arithmetic', () => {
  test.each([
    [
      'counted in days where people count in days',
      'we make 15,000 calls a day',
      450_000,
      0.005,
      '15,000 calls a day at $0.005 = $2,250 a month',
    ],
    ['the same for "/d" and "daily"', '200 tickets/d', 6000, 0.02, '200 calls a day at $0.02 = $120 a month'],
    [
      'counted in months else',
      '450k requests per month',
      450_000,
      0.005,
      '450,000 calls a month at $0.005 = $2,250 a month',
    ],
    [
      'counted in months where days do not come out even',
      'about 100 a day',
      3100,
      0.01,
      '3,100 calls a month at $0.01 = $31.00 a month',
    ],
    [
      'with all digits of a small price',
      '1M calls a month',
      1_000_000,
      0.0333,
      '1,000,000 calls a month at $0.0333 = $33,300 a month',
    ],
    [
      'with a price of less than a thousandth of a cent',
      '1M calls a month',
      1_000_000,
      0.00000015,
      '1,000,000 calls a month at $0.00000015 = $0.15 a month',
    ],
    [
      'with a price of more than a dollar',
      '40 reports a month',
      40,
      1.255,
      '40 calls a month at $1.255 = $50.20 a month',
    ],
    ['of nothing', 'no calls', 0, 0.005, '0 calls a month at $0.005 = $0 a month'],
  ])('%s', (_, quote, calls, price, line) => {
    expect(lines(quote, calls, price)).toEqual([line]);
  });

  test('is not told while one of the two is unknown', () => {
    expect(figuresFor(situationOf({ calls_per_month: 450_000 }))).toEqual([]);
    expect(figuresFor(situationOf({ price_per_call: 0.005 }))).toEqual([]);
  });
});

describe('how much text the knowledge is', () => {
  test.each([
    [200_000, '500 pages, about 200,000 tokens: that may simply fit in the prompt'],
    [200_400, '501 pages, about 200,400 tokens: too much for one prompt'],
    [400, '1 page, about 400 tokens: that may simply fit in the prompt'],
    [100, '1 page, about 100 tokens: that may simply fit in the prompt'],
  ])('%d tokens', (tokens, line) => {
    expect(figuresFor(situationOf({ knowledge_tokens: tokens }))).toEqual([line]);
  });
});

test('all figures that follow are told', () => {
  const situation = situationOf({ calls_per_month: 1000, price_per_call: 0.01, knowledge_tokens: 40_000 });
  expect(figuresFor(situation)).toHaveLength(2);
});

test('nothing is told of what people differ about', () => {
  const conflicts = [
    { key: 'knowledge_tokens', statements: [say('knowledge_tokens', 1), say('knowledge_tokens', 2)] },
  ];
  expect(figuresFor({ facts: [], conflicts })).toEqual([]);
});

describe('amounts of dollars', () => {
  test.each([
    [2250, '$2,250'],
    [99.999, '$100'],
    [100, '$100'],
    [12.5, '$12.50'],
    [1, '$1.00'],
    [0.15, '$0.15'],
    [0.1, '$0.10'],
    [0.0999, '$0.0999'],
    [0.005, '$0.005'],
    [0.00000015, '$0.00000015'],
    [0, '$0'],
  ])('%d', (amount, written) => {
    expect(dollars(amount)).toBe(written);
  });

  test('any amount is written as a reader can check it: at most a thousandth off, never as 1e-7', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-7, max: 1e9, noNaN: true }), (amount) => {
        const written = dollars(amount);
        expect(written).toMatch(/^\$\d{1,3}(,\d{3})*(\.\d+)?$/);
        expect(Number(written.replace(/[$,]/g, '')) / amount).toBeCloseTo(1, 2);
      }),
      { numRuns: 1000 },
    );
  });
});

import { beforeAll, expect, test } from '@jest/globals';
import { sumOf, type Tally, tallySentences } from '../support/sentence-tallies.ts';

/** A share of fewer sentences says little. */
const ENOUGH = 12;

let tallies: Map<string, Tally>;
let all: Tally;

beforeAll(async () => {
  tallies = await tallySentences('test/golden/sentences.yaml');
  all = sumOf(tallies);
});

test('of what is told in plain sentences, seven tenths are read', () => {
  expect(all.told).toBeGreaterThan(800);
  expect(all.found / all.told).toBeGreaterThanOrEqual(0.7);
});

test('hardly anything is read with another value than was told', () => {
  expect(all.wrong / all.told).toBeLessThanOrEqual(0.02);
});

test('plans, questions, denials and what others say are read as facts in less than one of ten', () => {
  expect(all.untold).toBeGreaterThan(100);
  expect(all.invented / all.untold).toBeLessThanOrEqual(0.1);
});

test('no fact is left out: two fifths of its sentences are read', () => {
  const weak = [...tallies].filter(([, { told, found }]) => told >= ENOUGH && found / told < 0.4);
  expect(weak.map(([key, { found, told }]) => `${key}: ${found} of ${told}`)).toEqual([]);
});

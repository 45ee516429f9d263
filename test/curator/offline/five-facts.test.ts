import { beforeAll, describe, expect, test } from '@jest/globals';
import { sumOf, type Tally, tallySentences } from '../support/sentence-tallies.ts';

/** The facts whose missing costs most verdicts, with the shares of sentences to read: seen by who writes phrases, and not. */
const FLOORS = [
  { key: 'gap', known: 0.9, unknown: 0.6 },
  { key: 'data_fault', known: 0.85, unknown: 0.55 },
  { key: 'job', known: 0.9, unknown: 0.78 },
  { key: 'asks', known: 0.9, unknown: 0.5 },
  { key: 'training_result', known: 0.8, unknown: 0.55 },
];

let seen: Map<string, Tally>;
let unseen: Map<string, Tally>;

beforeAll(async () => {
  seen = await tallySentences('test/golden/five-facts.yaml');
  unseen = await tallySentences('test/golden/five-facts-unread.yaml');
});

const shareRead = (tally: Tally | undefined): number => (tally ? tally.found / tally.told : 0);

describe('Of what is told in sentences written before any phrase was read', () => {
  test.each(FLOORS)('most is read that tells $key', ({ key, known }) => {
    expect(shareRead(seen.get(key))).toBeGreaterThanOrEqual(known);
  });

  test.each(FLOORS)(
    'half is read that tells $key in words that no phrase was written for',
    ({ key, unknown }) => {
      expect(shareRead(unseen.get(key))).toBeGreaterThanOrEqual(unknown);
    },
  );

  test('hardly any is read with another value than was told', () => {
    const { told, wrong } = sumOf(unseen);
    expect(wrong / told).toBeLessThanOrEqual(0.05);
  });

  test('plans, questions, denials and what is over are seldom read as facts', () => {
    const [first, second] = [sumOf(seen), sumOf(unseen)];
    const untold = first.untold + second.untold;
    expect(untold).toBeGreaterThan(60);
    expect((first.invented + second.invented) / untold).toBeLessThanOrEqual(0.2);
  });
});

import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { EMPTY_SITUATION } from '../../../src/advisor/situation.ts';
import { createOfflineCurator } from '../../../src/curator/offline/offline-curator.ts';
import { realLexicon } from '../support/verifier.ts';

const Labels = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
const Sentences = z.array(
  z.strictObject({ says: Labels.optional(), not: Labels.optional(), text: z.string() }),
);

/** How often a fact was read where it is told, with another value, and where it is not told. */
interface Tally {
  told: number;
  found: number;
  wrong: number;
  untold: number;
  invented: number;
}

/** A share of fewer sentences says little. */
const ENOUGH = 12;

const tallies = new Map<string, Tally>();
let all: Tally;

beforeAll(async () => {
  const curator = createOfflineCurator(await realLexicon());
  const sentences = Sentences.parse(parse(await readFile('test/golden/sentences.yaml', 'utf8')));
  for (const { says = {}, not = {}, text } of sentences) {
    const messages = [{ id: '0', author: 'ana', text, at: 0 }];
    const { statements } = await curator.read({ messages, situation: EMPTY_SITUATION });
    const read = new Map(statements.map(({ key, value }) => [key, value]));
    for (const [key, value] of Object.entries(says)) {
      const tally = tallyOf(key);
      tally.told++;
      if (read.get(key) === value) tally.found++;
      else if (read.has(key)) tally.wrong++;
    }
    for (const [key, value] of Object.entries(not)) {
      const tally = tallyOf(key);
      tally.untold++;
      if (value === 'any' ? read.has(key) : read.get(key) === value) tally.invented++;
    }
  }
  const sum = (part: keyof Tally) => [...tallies.values()].reduce((total, each) => total + each[part], 0);
  all = {
    told: sum('told'),
    found: sum('found'),
    wrong: sum('wrong'),
    untold: sum('untold'),
    invented: sum('invented'),
  };
});

function tallyOf(key: string): Tally {
  const tally = tallies.get(key) ?? { told: 0, found: 0, wrong: 0, untold: 0, invented: 0 };
  tallies.set(key, tally);
  return tally;
}

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

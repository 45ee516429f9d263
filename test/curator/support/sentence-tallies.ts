import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { EMPTY_SITUATION } from '../../../src/advisor/situation.ts';
import { createOfflineCurator } from '../../../src/curator/offline/offline-curator.ts';
import { realLexicon } from './verifier.ts';

const Labels = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
const Sentences = z.array(
  z.strictObject({ says: Labels.optional(), not: Labels.optional(), text: z.string() }),
);

/** How often a fact was read where it is told, with another value, and where it is not told. */
export interface Tally {
  told: number;
  found: number;
  wrong: number;
  untold: number;
  invented: number;
}

/** Reads each labelled sentence of a file offline as a message of its own, and counts by the key of the fact. */
export async function tallySentences(path: string): Promise<Map<string, Tally>> {
  const curator = createOfflineCurator(await realLexicon());
  const tallies = new Map<string, Tally>();
  const tallyOf = (key: string): Tally => {
    const tally = tallies.get(key) ?? { told: 0, found: 0, wrong: 0, untold: 0, invented: 0 };
    tallies.set(key, tally);
    return tally;
  };
  for (const { says = {}, not = {}, text } of Sentences.parse(parse(await readFile(path, 'utf8')))) {
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
  return tallies;
}

/** All facts together. */
export function sumOf(tallies: ReadonlyMap<string, Tally>): Tally {
  const sum = (part: keyof Tally) => [...tallies.values()].reduce((total, each) => total + each[part], 0);
  return {
    told: sum('told'),
    found: sum('found'),
    wrong: sum('wrong'),
    untold: sum('untold'),
    invented: sum('invented'),
  };
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { CuratorReport } from '../../../src/commands/eval/report.ts';
import { PACKAGE_ROOT } from '../../../src/package-root.ts';
import { GOLDEN } from '../../support/golden-situations.ts';
import { evaluated } from '../support/evaluation.ts';
import { folderWith } from '../support/files.ts';

const RECORDED = join(PACKAGE_ROOT, 'test', 'recorded');

/** Replays the situations that are recorded. test/recorded/README.md says what a stand-in's recordings are worth. */
async function replayed(): Promise<CuratorReport> {
  const lines = (await readFile(join(RECORDED, 'completions.jsonl'), 'utf8')).trimEnd().split('\n');
  const ids = [...new Set(lines.map((line): string => JSON.parse(line).work))];
  const folder = await folderWith(
    Object.fromEntries(
      await Promise.all(
        ids.map(async (id) => [`${id}.json`, await readFile(join(GOLDEN, `${id}.json`))] as const),
      ),
    ),
  );
  const { curators } = await evaluated(folder, { replay: RECORDED });
  const [report] = curators;
  if (!report) throw new Error('Nothing was replayed.');
  return report;
}

describe('The recorded completions of the repository', () => {
  test('are there for every reading; after a change of prompt or vocabulary, "npm run record" makes them anew', async () => {
    const { unrecorded = [], about } = await replayed();
    expect(about).toMatchObject({ name: 'stand-in', model: 'stand-in' });
    expect(unrecorded.filter(({ isLeftOut }) => isLeftOut)).toEqual([]);
  });

  test('lead from labelled facts to acceptable routes, with exact quotations and no sentence that rests on nothing', async () => {
    const { totals } = await replayed();
    expect(totals).toMatchObject({
      cases: 12,
      curators: { llm: 12 },
      fallbacks: {},
      invalidQuotations: 0,
      ungroundedSentences: { shown: 0 },
    });
    expect(totals.acceptable).toBeGreaterThanOrEqual(10);
    expect(totals.facts.precision).toBe(1);
    expect(totals.facts.recall).toBeGreaterThanOrEqual(0.75);
  });
});

import type { ThreadReader } from '../../../cases/read-thread.ts';
import type { CaseResult, EvalCase } from '../../eval-case.ts';
import { evaluateCase } from '../evaluate-case.ts';
import { type FactCounts, factTotals } from '../fact-totals.ts';

/** How likely each fact is to be lost, as a share between 0 and 1. */
export interface LossRates {
  /** Of all facts together. */
  overall: number;
  of(key: string): number;
}

/** Every fact is lost as easily. */
export const evenly = (rate: number): LossRates => ({ overall: rate, of: () => rate });

/** As many labels at the overall rate are added to each fact: three labels of a fact alone say little about it. */
const WEIGHT_OF_ALL = 5;

/** How often this reader misses, or misreads, each labelled fact of these cases. */
export async function asMissed(cases: readonly EvalCase[], reader: ThreadReader): Promise<LossRates> {
  const results: CaseResult[] = [];
  for (const labelled of cases) results.push(await evaluateCase(labelled, reader));
  const { byFact, ...all } = factTotals(results);
  const overall = missed(all, 0, 0);
  const rates = new Map(
    Object.entries(byFact).map(([key, counts]) => [key, missed(counts, WEIGHT_OF_ALL, overall)]),
  );
  return { overall, of: (key) => rates.get(key) ?? overall };
}

const missed = ({ labelled, found }: FactCounts, weight: number, rate: number): number =>
  labelled + weight === 0 ? 0 : (labelled - found + weight * rate) / (labelled + weight);

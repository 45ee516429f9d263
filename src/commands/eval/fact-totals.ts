import type { CaseResult } from '../eval-case.ts';
import type { ComparedFacts } from './compare-facts.ts';
import { share } from './shares.ts';

/** How the facts of many cases were read. */
export interface FactCounts {
  /** Labelled, and how many of these were found. */
  labelled: number;
  found: number;
  /** Read, and how many of these are right, misread, or labelled by nobody. */
  held: number;
  right: number;
  misread: number;
  unlabelled: number;
  /** The share of what was read that is right. */
  precision: number;
  /** The same of those facts only that a labeller saw: labels are seldom complete. */
  precisionWhereLabelled: number;
  /** The share of what is labelled that was found. */
  recall: number;
}

/** Only cases whose facts are labelled in the pack's own words count. */
export function factTotals(
  cases: readonly CaseResult[],
): FactCounts & { cases: number; byFact: Record<string, FactCounts> } {
  const compared = cases.flatMap(({ comparedFacts }) => comparedFacts ?? []);
  const labels = compared.flatMap((each) => each.labels);
  const readings = compared.flatMap((each) => each.readings);
  const keys = [...new Set([...labels, ...readings].map(({ key }) => key))].sort();
  const of = (key: string) => (each: { key: string }) => each.key === key;
  return {
    cases: compared.length,
    ...counts(labels, readings),
    byFact: Object.fromEntries(
      keys.map((key) => [key, counts(labels.filter(of(key)), readings.filter(of(key)))]),
    ),
  };
}

function counts(labels: ComparedFacts['labels'], readings: ComparedFacts['readings']): FactCounts {
  const found = labels.filter(({ outcome }) => outcome === 'found').length;
  const read = (wanted: string) => readings.filter(({ outcome }) => outcome === wanted).length;
  return {
    labelled: labels.length,
    found,
    held: readings.length,
    right: read('right'),
    misread: read('misread'),
    unlabelled: read('unlabelled'),
    precision: share(read('right'), readings.length),
    precisionWhereLabelled: share(read('right'), read('right') + read('misread')),
    recall: share(found, labels.length),
  };
}

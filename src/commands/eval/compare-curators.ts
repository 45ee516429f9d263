import type { CaseResult } from '../eval-case.ts';
import { mcnemar } from './mcnemar.ts';
import type { CuratorReport } from './report.ts';
import { rounded, share } from './shares.ts';
import { totalsOf } from './totals.ts';
import type { Interval } from './wilson.ts';

/** Below this p-value a difference is more than chance. */
const CHANCE = 0.05;
/** Who left more than this share of the cases to the offline curator was hardly there. */
const MOST_FALLBACKS = 0.1;

/** How one curator did on the cases that all of them read. */
export interface ComparedCurator {
  name: string;
  acceptable: number;
  acceptableShare: number;
  acceptableRange: Interval;
  strict: number;
  strictShare: number;
  /** Cases that the offline curator read in its place. */
  fallbacks: number;
  /** Dollars; null when its price is not known. */
  costPerCase: number | null;
  /** Held against the best one; null for that itself. */
  againstBest: PairedDifference | null;
}

/** Two curators on the same cases, by what is acceptable. */
export interface PairedDifference {
  /** How many points of a hundred it is below the best. */
  points: number;
  onlyBest: number;
  onlyThis: number;
  /** Exact McNemar, two-sided. */
  p: number;
  isWithinErrorBar: boolean;
}

export interface Comparison {
  cases: number;
  within: number;
  curators: ComparedCurator[];
  best: string;
  /** The smallest within so many points of the best, among those that read by themselves; null if none did. */
  smallest: string | null;
  /**
   * What "smallest" goes by: what a case costs, or, where a price is not known, the order in which they were named;
   * nothing where only one is that near.
   */
  by: 'only' | 'price' | 'order';
}

/** @param within points of a hundred that may be given up; undefined when no case was read by all */
export function compareCurators(reports: readonly CuratorReport[], within: number): Comparison | undefined {
  const shared = sharedCases(reports.map(({ cases }) => cases));
  const entries = reports.map((report, index) => comparedOf(report, shared[index] ?? []));
  const [first, ...others] = entries;
  if (!first || first.cases.length === 0) return undefined;
  const best = others.reduce((a, b) => (isBetter(b.curator, a.curator) ? b : a), first);
  const curators = entries.map(({ curator, cases }) => ({
    ...curator,
    againstBest: curator === best.curator ? null : difference(best.cases, cases),
  }));
  const present = curators.filter(({ fallbacks }) => fallbacks <= MOST_FALLBACKS * first.cases.length);
  const near = present.filter(({ againstBest }) => (againstBest?.points ?? 0) <= within);
  const isPriced = near.every(({ costPerCase }) => costPerCase !== null);
  const cost = ({ costPerCase }: ComparedCurator): number => (isPriced ? (costPerCase ?? 0) : 0);
  const [smallest] = [...near].sort((a, b) => cost(a) - cost(b));
  return {
    cases: first.cases.length,
    within,
    curators,
    best: best.curator.name,
    smallest: smallest?.name ?? null,
    by: near.length === 1 ? 'only' : isPriced ? 'price' : 'order',
  };
}

/** The results for the cases that all have, in the same order. */
function sharedCases(all: readonly (readonly CaseResult[])[]): CaseResult[][] {
  const byId = all.map((cases) => new Map(cases.map((result) => [result.id, result])));
  const ids = (all[0] ?? []).map(({ id }) => id).filter((id) => byId.every((cases) => cases.has(id)));
  return byId.map((cases) => ids.flatMap((id) => cases.get(id) ?? []));
}

function comparedOf({ about, cost }: CuratorReport, cases: readonly CaseResult[]) {
  const { acceptable, acceptableShare, acceptableRange, strict, strictShare } = totalsOf(cases);
  const curator: Omit<ComparedCurator, 'againstBest'> = {
    name: about.name,
    acceptable,
    acceptableShare,
    acceptableRange,
    strict,
    strictShare,
    fallbacks: cases.filter(({ fellBack }) => fellBack !== null).length,
    costPerCase: cost?.perCase ?? null,
  };
  return { curator, cases };
}

type Counted = Pick<ComparedCurator, 'acceptable' | 'strict'>;
const isBetter = (a: Counted, b: Counted): boolean =>
  a.acceptable > b.acceptable || (a.acceptable === b.acceptable && a.strict > b.strict);

/** Both lists hold the same cases in the same order. */
function difference(best: readonly CaseResult[], other: readonly CaseResult[]): PairedDifference {
  const pairs = best.map((result, index) => [result.isAcceptable, other[index]?.isAcceptable ?? false]);
  const onlyBest = pairs.filter(([a, b]) => a && !b).length;
  const onlyThis = pairs.filter(([a, b]) => !a && b).length;
  const p = mcnemar(onlyBest, onlyThis);
  return {
    points: Number((100 * share(onlyBest - onlyThis, pairs.length)).toFixed(1)),
    onlyBest,
    onlyThis,
    p: rounded(p),
    isWithinErrorBar: p >= CHANCE,
  };
}

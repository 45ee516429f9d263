import { groupBy } from '../../advisor/group-by.ts';
import type { Route } from '../../advisor/routes.ts';
import type { CaseResult } from '../eval-case.ts';
import { mean, share } from './shares.ts';

/** How far several runs of the same cases say the same. */
export interface Agreement {
  runs: number;
  /** Cases that were run so often. */
  cases: number;
  /** Of these, those that got the same route each time. */
  sameRoute: number;
  sameRouteShare: number;
  /** The other cases, with the route of each run. */
  differing: { id: string; routes: Route[] }[];
  /** How often two runs of a case give the same route; how much two runs have of the facts of both, as shares. */
  routes: number;
  facts: number;
  /** Acceptable and strict in each run. */
  acceptable: number[];
  strict: number[];
}

/** @param results of all runs, in the order of the runs */
export function agreementOf(
  results: readonly { run: number; result: CaseResult }[],
  runs: number,
): Agreement {
  const whole = [...groupBy(results, ({ result }) => result.id).values()]
    .filter((list) => list.length === runs)
    .map((list) => list.map(({ result }) => result));
  const differing = whole
    .map((list) => ({ id: list[0]?.id ?? '', routes: list.map(({ route }) => route) }))
    .filter(({ routes }) => new Set(routes).size > 1);
  const sameRoute = whole.length - differing.length;
  const inRun = (test: (result: CaseResult) => boolean) =>
    Array.from(
      { length: runs },
      (_, index) => results.filter(({ run, result }) => run === index + 1 && test(result)).length,
    );
  return {
    runs,
    cases: whole.length,
    sameRoute,
    sameRouteShare: share(sameRoute, whole.length),
    differing,
    routes: mean(whole.map((list) => pairwise(list, (a, b) => (a.route === b.route ? 1 : 0)))),
    facts: mean(whole.map((list) => pairwise(list, commonFacts))),
    acceptable: inRun(({ isAcceptable }) => isAcceptable),
    strict: inRun(({ isStrict }) => isStrict),
  };
}

/** The mean over all pairs; 1 where there is no pair. */
function pairwise<T>(items: readonly T[], compare: (a: T, b: T) => number): number {
  const values = items.flatMap((a, index) => items.slice(index + 1).map((b) => compare(a, b)));
  return values.length === 0 ? 1 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The share of the facts of either that both have; two that have none agree. */
function commonFacts(a: CaseResult, b: CaseResult): number {
  const [one, other] = [a, b].map(({ facts }) => new Set(facts.map(({ key, value }) => `${key}=${value}`)));
  if (!one || !other) return 1;
  const either = new Set([...one, ...other]).size;
  return either === 0 ? 1 : [...one].filter((fact) => other.has(fact)).length / either;
}

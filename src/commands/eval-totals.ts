import { groupBy } from '../advisor/group-by.ts';
import { ROUTES } from '../advisor/routes.ts';
import type { CaseResult } from './eval-case.ts';

export type Totals = ReturnType<typeof totalsOf>;

/** What many cases amount to. Shares are between 0 and 1, times in milliseconds. */
export function totalsOf(cases: readonly CaseResult[]) {
  const count = (test: (result: CaseResult) => boolean) => cases.filter(test).length;
  const sum = (read: (result: CaseResult) => number) =>
    cases.reduce((total, result) => total + read(result), 0);
  const byRoute = [...groupBy(cases, (result) => result.expected)].sort(
    ([a], [b]) => ROUTES.indexOf(a) - ROUTES.indexOf(b),
  );
  const routes = Object.fromEntries(
    byRoute.map(([route, results]) => [
      route,
      {
        cases: results.length,
        strict: results.filter((result) => result.isStrict).length,
        acceptable: results.filter((result) => result.isAcceptable).length,
      },
    ]),
  );
  const times = cases.map((result) => result.ms).sort((a, b) => a - b);
  return {
    cases: cases.length,
    strict: count((result) => result.isStrict),
    acceptable: count((result) => result.isAcceptable),
    strictShare: share(
      count((result) => result.isStrict),
      cases.length,
    ),
    acceptableShare: share(
      count((result) => result.isAcceptable),
      cases.length,
    ),
    /** Each route counts the same, however many cases it has. */
    macroStrict: mean(Object.values(routes).map((route) => route.strict / route.cases)),
    macroAcceptable: mean(Object.values(routes).map((route) => route.acceptable / route.cases)),
    routes,
    outOfScope: {
      expected: count((result) => result.offTopic),
      found: count((result) => result.offTopic && result.standing === 'out-of-scope'),
      wrongly: count((result) => !result.offTopic && result.standing === 'out-of-scope'),
    },
    adversarial: {
      cases: count((result) => result.adversarial),
      acceptable: count((result) => result.adversarial && result.isAcceptable),
    },
    quotations: {
      labelled: sum((result) => result.quotationsLabelled),
      found: sum((result) => result.quotationsFound),
      share: share(
        sum((result) => result.quotationsFound),
        sum((result) => result.quotationsLabelled),
      ),
    },
    invalidQuotations: sum((result) => result.invalidQuotations),
    ungroundedSentences: {
      returned: sum((result) => result.ungroundedSentences.returned),
      shown: sum((result) => result.ungroundedSentences.shown),
    },
    standings: Object.fromEntries(
      [...groupBy(cases, (result) => result.standing)].map(([name, list]) => [name, list.length]),
    ),
    curators: Object.fromEntries(
      [...groupBy(cases, (result) => result.curator)].map(([name, list]) => [name, list.length]),
    ),
    tokens: {
      input: sum((result) => result.tokens.input),
      cached: sum((result) => result.tokens.cached),
      output: sum((result) => result.tokens.output),
    },
    ms: { total: Math.round(sum((result) => result.ms)), median: times[Math.floor(times.length / 2)] ?? 0 },
  };
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : Number((part / whole).toFixed(3)));

const mean = (values: readonly number[]): number =>
  values.length === 0
    ? 0
    : Number((values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(3));

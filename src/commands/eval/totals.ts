import { groupBy } from '../../advisor/group-by.ts';
import { ROUTES } from '../../advisor/routes.ts';
import type { CaseResult } from '../eval-case.ts';
import { factTotals } from './fact-totals.ts';
import { questionTotals } from './question-totals.ts';
import { mean, median, rounded, share } from './shares.ts';
import { type Interval, wilson } from './wilson.ts';

export type Totals = ReturnType<typeof totalsOf>;

/** What many cases amount to. Shares are between 0 and 1, times in milliseconds, ranges are error bars of 95 %. */
export function totalsOf(cases: readonly CaseResult[]) {
  const count = (test: (result: CaseResult) => boolean) => cases.filter(test).length;
  const sum = (read: (result: CaseResult) => number) =>
    cases.reduce((total, result) => total + read(result), 0);
  const strict = count((result) => result.isStrict);
  const acceptable = count((result) => result.isAcceptable);
  const routes = byRoute(cases);
  return {
    cases: cases.length,
    strict,
    acceptable,
    strictShare: share(strict, cases.length),
    strictRange: errorBar(strict, cases.length),
    acceptableShare: share(acceptable, cases.length),
    acceptableRange: errorBar(acceptable, cases.length),
    /** Each route counts the same, however many cases it has. */
    macroStrict: mean(Object.values(routes).map((route) => route.strict / route.cases)),
    macroAcceptable: mean(Object.values(routes).map((route) => route.acceptable / route.cases)),
    routes,
    /** By the expected route: how often which route was taken. */
    confusion: confusionOf(cases),
    outOfScope: {
      expected: count((result) => result.offTopic),
      found: count((result) => result.offTopic && result.standing === 'out-of-scope'),
      wrongly: count((result) => !result.offTopic && result.standing === 'out-of-scope'),
    },
    adversarial: {
      cases: count((result) => result.adversarial),
      acceptable: count((result) => result.adversarial && result.isAcceptable),
    },
    facts: factTotals(cases),
    /** Where the rules lead when they are given exactly the labelled facts. */
    rulesOnLabels: rulesOnLabels(cases),
    questions: questionTotals(cases),
    quotations: {
      labelled: sum((result) => result.quotationsLabelled),
      found: sum((result) => result.quotationsFound),
      share: share(
        sum((result) => result.quotationsFound),
        sum((result) => result.quotationsLabelled),
      ),
    },
    invalidQuotations: sum((result) => result.invalidQuotations),
    /** Facts that were returned and not let through, by reason. */
    dropped: tally(cases.flatMap(({ dropped }) => dropped)),
    ungroundedSentences: {
      returned: sum((result) => result.ungroundedSentences.returned),
      shown: sum((result) => result.ungroundedSentences.shown),
    },
    repairs: sum((result) => result.repairs),
    fallbacks: tally(cases.flatMap(({ fellBack }) => fellBack ?? [])),
    standings: tally(cases.map(({ standing }) => standing)),
    curators: tally(cases.map(({ curator }) => curator)),
    tokens: {
      input: sum((result) => result.tokens.input),
      cached: sum((result) => result.tokens.cached),
      output: sum((result) => result.tokens.output),
    },
    ms: { total: Math.round(sum((result) => result.ms)), median: median(cases.map(({ ms }) => ms)) },
  };
}

function errorBar(hits: number, cases: number): Interval {
  const [low, high] = wilson(hits, cases);
  return [rounded(low), rounded(high)];
}

function byRoute(cases: readonly CaseResult[]) {
  return Object.fromEntries(
    groupedByExpected(cases).map(([route, results]) => [
      route,
      {
        cases: results.length,
        strict: results.filter((result) => result.isStrict).length,
        acceptable: results.filter((result) => result.isAcceptable).length,
      },
    ]),
  );
}

const groupedByExpected = (cases: readonly CaseResult[]) =>
  [...groupBy(cases, (result) => result.expected)].sort(([a], [b]) => ROUTES.indexOf(a) - ROUTES.indexOf(b));

const confusionOf = (cases: readonly CaseResult[]): Record<string, Record<string, number>> =>
  Object.fromEntries(
    groupedByExpected(cases).map(([expected, results]) => [
      expected,
      tally(results.map(({ route }) => route)),
    ]),
  );

function rulesOnLabels(cases: readonly CaseResult[]) {
  const known = cases.filter(({ routeFromLabels }) => routeFromLabels !== null);
  return {
    cases: known.length,
    strict: known.filter(({ routeFromLabels, expected }) => routeFromLabels === expected).length,
    acceptable: known.filter(({ routeFromLabels, expected, acceptable }) =>
      [expected, ...acceptable].some((route) => route === routeFromLabels),
    ).length,
  };
}

/** How often each name occurs, in the order of first occurrence. */
const tally = (names: readonly string[]): Record<string, number> =>
  Object.fromEntries([...groupBy(names, (name) => name)].map(([name, list]) => [name, list.length]));

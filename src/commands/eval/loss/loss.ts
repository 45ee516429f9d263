import { groupBy } from '../../../advisor/group-by.ts';
import type { Pack } from '../../../advisor/pack.ts';
import { ROUTES, type Route } from '../../../advisor/routes.ts';
import type { EvalCase } from '../../eval-case.ts';
import { mean, rounded } from '../shares.ts';
import { type BrittleFact, brittleFacts } from './brittle-facts.ts';
import { drawn } from './lottery.ts';
import type { LossRates } from './miss-rates.ts';
import { type Led, leadOf, type Situated, situated } from './route-of-facts.ts';
import { studentT95 } from './student-t.ts';

/** A count over several repeats: its mean, and how far it may be from the mean of very many, at 95 %; null for one. */
export interface Repeated {
  mean: number;
  error: number | null;
}

interface RouteLoss {
  cases: number;
  strict: number;
  acceptable: number;
}

/** How well the rules stand when labelled facts are lost by chance; counts of cases, means over the repeats. */
export interface Loss {
  /** The share of facts that each repeat lost, on average. */
  lost: number;
  seed: number;
  repeats: number;
  cases: number;
  /** Cases without labels in the pack's own words: they are not counted. */
  leftOut: number;
  /** With all labelled facts. */
  whole: { strict: number; acceptable: number };
  strict: Repeated;
  acceptable: Repeated;
  /** By the expected route. */
  routes: Record<string, RouteLoss>;
  confusion: Record<string, Record<string, number>>;
  /** Single facts without which a case goes where no labeller would. */
  brittle: BrittleFact[];
}

export interface LossOptions {
  rates: LossRates;
  seed: number;
  repeats: number;
}

/** Instead of reading, takes the labelled facts of each case and drops each by chance; the same for the same seed. */
export function lossOf(cases: readonly EvalCase[], pack: Pack, { rates, seed, repeats }: LossOptions): Loss {
  const all = situated(cases, pack);
  const isLost = (run: number, id: string, key: string) => drawn(seed, run, id, key) < rates.of(key);
  const runs = Array.from({ length: repeats }, (_, run) =>
    all.map((each) => {
      const { labelled, labels } = each;
      const kept = labels.filter(({ key }) => !isLost(run, labelled.id, key));
      return { ...each, lost: labels.length - kept.length, led: leadOf(labelled, kept, pack) };
    }),
  );
  const whole = all.map((each) => ({ ...each, led: leadOf(each.labelled, each.labels, pack) }));
  const facts = all.reduce((sum, { labels }) => sum + labels.length, 0);
  return {
    lost: facts === 0 ? 0 : rounded(sumOf(runs.flat(), ({ lost }) => lost) / (facts * repeats)),
    seed,
    repeats,
    cases: all.length,
    leftOut: cases.length - all.length,
    whole: { strict: countOf(whole, 'isStrict'), acceptable: countOf(whole, 'isAcceptable') },
    strict: repeated(runs.map((run) => countOf(run, 'isStrict'))),
    acceptable: repeated(runs.map((run) => countOf(run, 'isAcceptable'))),
    ...byExpected(runs.flat(), repeats),
    brittle: brittleFacts(whole, pack),
  };
}

type Run = Situated & { led: Led };

function byExpected(results: readonly Run[], repeats: number): Pick<Loss, 'routes' | 'confusion'> {
  const per = (count: number) => rounded(count / repeats);
  const groups = [...groupBy(results, ({ labelled }): Route => labelled.expected_route)].sort(
    ([a], [b]) => ROUTES.indexOf(a) - ROUTES.indexOf(b),
  );
  const taken = (list: readonly Run[]) =>
    Object.fromEntries(
      [...groupBy(list, ({ led }) => led.route)].map(([route, led]) => [route, per(led.length)]),
    );
  return {
    routes: Object.fromEntries(
      groups.map(([route, list]) => [
        route,
        {
          cases: per(list.length),
          strict: per(countOf(list, 'isStrict')),
          acceptable: per(countOf(list, 'isAcceptable')),
        },
      ]),
    ),
    confusion: Object.fromEntries(groups.map(([route, list]) => [route, taken(list)])),
  };
}

const countOf = (results: readonly { led: Led }[], what: 'isStrict' | 'isAcceptable'): number =>
  results.filter(({ led }) => led[what]).length;

const sumOf = <T>(items: readonly T[], read: (item: T) => number): number =>
  items.reduce((sum, item) => sum + read(item), 0);

function repeated(counts: readonly number[]): Repeated {
  const average = sumOf(counts, (count) => count) / counts.length;
  const variance = sumOf(counts, (count) => (count - average) ** 2) / (counts.length - 1);
  return {
    mean: mean(counts),
    error:
      counts.length < 2 ? null : rounded(studentT95(counts.length - 1) * Math.sqrt(variance / counts.length)),
  };
}

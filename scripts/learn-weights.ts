import type { Route } from '../src/advisor/routes.ts';
import { type Features, pairOf } from '../src/curator/offline/route-features.ts';
import { KINDS, type Kind, type RouteWeights, sharesOf } from '../src/curator/offline/route-weights.ts';

/** A situation that is learnt from. */
export interface Lesson {
  features: Features;
  route: Route;
}

/** A feature of fewer situations is a chance; 5 to 7 words make little difference. */
const LEAST_OFTEN = { words: 6, facts: 2 };
/** The inverse of the penalty on large weights; 3 to 30 make little difference. */
const FREEDOM = 10;
const STEPS = 1_500;
/** Above a quarter of the largest curvature steps may grow; features are parts of vectors of length 1.1. */
const STEP = 3;
const MOMENTUM = 0.9;
/** Digits behind the point that are kept of a weight. */
const DIGITS = 2;

/**
 * Multinomial logistic regression with a quadratic penalty, by gradient descent with momentum over all lessons at once.
 * It begins at zero, so that the same lessons give the same weights.
 */
export function learnWeights(
  lessons: readonly Lesson[],
  { learntFrom, routes, problems }: Pick<RouteWeights, 'learntFrom' | 'routes' | 'problems'>,
): RouteWeights {
  const idf = { words: idfOf(lessons, 'words'), facts: idfOf(lessons, 'facts') };
  const all = KINDS.flatMap((kind) =>
    Array.from(idf[kind], ([feature, value]) => ({ kind, feature, value })),
  );
  const numbers = new Map(all.map(({ kind, feature }, number) => [`${kind} ${feature}`, number]));
  const rows = lessons.map(({ features, route }) => ({
    route: routes.indexOf(route),
    parts: sharesOf(
      features,
      (kind, feature) => numbers.get(`${kind} ${feature}`),
      (number) => all[number]?.value ?? 0,
    ).map(({ number, share }): [number, number] => [number, share]),
  }));
  const weights = descend(rows, all.length, routes.length);
  const of = (kind: Kind) =>
    Object.fromEntries(
      [...idf[kind]].map(([feature, value]) => {
        const at = (numbers.get(`${kind} ${feature}`) ?? 0) * routes.length;
        return [feature, [rounded(value), ...Array.from(weights.subarray(at, at + routes.length), rounded)]];
      }),
    );
  const bias = Array.from(weights.subarray(all.length * routes.length), rounded);
  return { learntFrom, routes, problems, bias, words: of('words'), facts: of('facts') };
}

interface Row {
  route: number;
  parts: readonly (readonly [feature: number, share: number])[];
}

/** @returns for each feature its weight for each route, and the bias of each route behind them */
function descend(rows: readonly Row[], features: number, routes: number): Float64Array {
  const size = (features + 1) * routes;
  const weights = new Float64Array(size);
  const speed = new Float64Array(size);
  const slope = new Float64Array(size);
  const scores = new Float64Array(routes);
  const bias = features * routes;
  for (let step = 0; step < STEPS; step++) {
    for (let at = 0; at < bias; at++) slope[at] = (weights[at] ?? 0) / FREEDOM;
    slope.fill(0, bias);
    for (const { route, parts } of rows) {
      scores.set(weights.subarray(bias));
      for (const [feature, share] of parts)
        for (let each = 0; each < routes; each++)
          scores[each] = (scores[each] ?? 0) + share * (weights[feature * routes + each] ?? 0);
      const highest = Math.max(...scores);
      let sum = 0;
      for (let each = 0; each < routes; each++) sum += scores[each] = Math.exp((scores[each] ?? 0) - highest);
      for (let each = 0; each < routes; each++) {
        const error = (scores[each] ?? 0) / sum - (each === route ? 1 : 0);
        slope[bias + each] = (slope[bias + each] ?? 0) + error;
        for (const [feature, share] of parts) {
          const at = feature * routes + each;
          slope[at] = (slope[at] ?? 0) + share * error;
        }
      }
    }
    for (let at = 0; at < size; at++) {
      speed[at] = MOMENTUM * (speed[at] ?? 0) - (STEP / rows.length) * (slope[at] ?? 0);
      weights[at] = (weights[at] ?? 0) + (speed[at] ?? 0);
    }
  }
  return weights;
}

/** How much a feature tells: less, the more situations have it. Those of too few are left out. */
function idfOf(lessons: readonly Lesson[], kind: Kind): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { features } of lessons)
    for (const feature of new Set(namesOf(features, kind)))
      counts.set(feature, (counts.get(feature) ?? 0) + 1);
  return new Map(
    [...counts]
      .filter(([, count]) => count >= LEAST_OFTEN[kind])
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([feature, count]) => [feature, Math.log((1 + lessons.length) / (1 + count)) + 1]),
  );
}

const namesOf = ({ words, facts }: Features, kind: Kind): readonly string[] =>
  kind === 'facts' ? facts : [...words, ...words.slice(1).map((word, at) => pairOf(words[at] ?? '', word))];

const rounded = (value: number): number => Number(value.toFixed(DIGITS));

import { z } from 'zod';
import type { Pack } from '../../advisor/pack.ts';
import { Route } from '../../advisor/routes.ts';
import type { Features } from './route-features.ts';

const isWeights = (value: unknown): value is Record<string, number[]> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((row) => Array.isArray(row) && row.every(Number.isFinite));

/**
 * Of each feature how much it tells at all (its inverse document frequency), and what it weighs for each route. There are
 * thousands: one look at each is enough, and every start waits for it.
 */
const Weights = z.custom<Record<string, number[]>>(
  isWeights,
  'a list of numbers for each feature is expected',
);

/** How much words and facts weigh for each route: prompts/route-weights.json, which `npm run learn` makes. */
export const RouteWeights = z.object({
  /** A hash of the situations and cues that it was learnt from (scripts/learnt-from.ts), for a test to compare. */
  learntFrom: z.string(),
  routes: z.array(Route),
  /** The problems of the pack that it was learnt with, each with the routes of its rungs. */
  problems: z.array(z.string()),
  bias: z.array(z.number()),
  words: Weights,
  facts: Weights,
});
export type RouteWeights = z.infer<typeof RouteWeights>;

/** How likely each route is by the words and the facts of a thread. */
export interface Weighed {
  likely: ReadonlyMap<Route, number>;
  /** What a fact weighs for a route; 0 for one that is not known to tell anything. */
  weightOf(fact: string, route: Route): number;
}

/** Weights made ready. */
export type Weigh = (features: Features) => Weighed;

/** Makes weights ready: a multinomial logistic regression over the words and the facts of a thread. */
export function createWeigher({ routes, bias, words, facts }: RouteWeights): Weigh {
  const kinds = { words: new Map(Object.entries(words)), facts: new Map(Object.entries(facts)) };
  return (features) => {
    const scores = [...bias];
    for (const [kind, share, feature] of sharesOf(
      features,
      (kind, feature) => kinds[kind].get(feature)?.[0],
    )) {
      const weights = kinds[kind].get(feature) ?? [];
      for (let route = 0; route < routes.length; route++)
        scores[route] = (scores[route] ?? 0) + share * (weights[route + 1] ?? 0);
    }
    const highest = Math.max(...scores);
    const exponents = scores.map((score) => Math.exp(score - highest));
    const sum = exponents.reduce((all, each) => all + each, 0);
    return {
      likely: new Map(routes.map((route, at) => [route, (exponents[at] ?? 0) / sum])),
      weightOf: (fact, route) => kinds.facts.get(fact)?.[routes.indexOf(route) + 1] ?? 0,
    };
  };
}

/**
 * The weights, where the pack looks for no problem but those that they were learnt with. What a company asks beside them
 * nobody learnt from: its rules are not spoken against.
 */
export const weightsFor = (
  weights: RouteWeights,
  { problems }: Pick<Pack, 'problems'>,
): RouteWeights | undefined =>
  problems.every((problem) => weights.problems.includes(laddered(problem))) ? weights : undefined;

/** A problem with the routes of its rungs: a company may add problems, and rungs to ours. */
export const laddered = ({ id, rungs }: Pack['problems'][number]): string =>
  `${id}: ${rungs.map(({ route }) => route).join(' ')}`;

/** How long what stands for the facts of a thread is, beside what stands for its words. */
const LENGTH = { words: 1, facts: 0.4 };
export const KINDS = ['words', 'facts'] as const;
export type Kind = (typeof KINDS)[number];

/**
 * How much of a thread each of its features is: term frequency (its logarithm) times inverse document frequency, as
 * parts of a vector of fixed length for each kind.
 * @param idfOf undefined for a feature that was never seen
 */
export function sharesOf(
  features: Features,
  idfOf: (kind: Kind, feature: string) => number | undefined,
): [kind: Kind, share: number, feature: string][] {
  return KINDS.flatMap((kind) => {
    const counts = new Map<string, number>();
    for (const feature of features[kind]) counts.set(feature, (counts.get(feature) ?? 0) + 1);
    const parts = [...counts].flatMap(([feature, count]): [string, number][] => {
      const idf = idfOf(kind, feature);
      return idf === undefined ? [] : [[feature, (1 + Math.log(count)) * idf]];
    });
    const length = Math.sqrt(parts.reduce((sum, [, part]) => sum + part * part, 0)) || 1;
    return parts.map(([feature, part]): [Kind, number, string] => [
      kind,
      (LENGTH[kind] * part) / length,
      feature,
    ]);
  });
}

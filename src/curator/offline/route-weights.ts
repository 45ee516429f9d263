import { z } from 'zod';
import type { Pack } from '../../advisor/pack.ts';
import { Route } from '../../advisor/routes.ts';
import { type Features, pairOf } from './route-features.ts';

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
export const RouteWeights = z
  .object({
    /** A hash of the situations and cues that it was learnt from (scripts/learnt-from.ts), for a test to compare. */
    learntFrom: z.string(),
    routes: z.array(Route),
    /** The problems of the pack that it was learnt with, each with the routes of its rungs. */
    problems: z.array(z.string()),
    bias: z.array(z.number()),
    words: Weights,
    facts: Weights,
  })
  .refine(
    ({ routes, words, facts }) =>
      [words, facts].every((rows) => Object.values(rows).every(({ length }) => length === 1 + routes.length)),
    'each feature needs a number for how much it tells, and one for each route',
  );
export type RouteWeights = z.infer<typeof RouteWeights>;

/** How likely each route is by the words and the facts of a thread. */
export interface Weighed {
  likely: ReadonlyMap<Route, number>;
  /** What a fact weighs for a route; 0 for one that is not known to tell anything. */
  weightOf(fact: string, route: Route): number;
}

/** Weights made ready. */
export type Weigh = (features: Features) => Weighed;

const ready = new WeakMap<RouteWeights, Weigh>();

/** Weights made ready, once for all packs that are read with them: they are thousands of rows. */
export function weigherOf(weights: RouteWeights): Weigh {
  const weigh = ready.get(weights) ?? makeReady(weights);
  ready.set(weights, weigh);
  return weigh;
}

/** A multinomial logistic regression over the words and the facts of a thread. */
function makeReady({ routes, bias, words, facts }: RouteWeights): Weigh {
  const numbers = { words: numbered(words, 0), facts: numbered(facts, Object.keys(words).length) };
  // A row for each feature, in one list: to fetch as many lists from memory would take longer than to add them up.
  const table = Float64Array.from([...Object.values(words), ...Object.values(facts)].flat());
  const row = 1 + routes.length;
  return (features) => {
    const scores = [...bias];
    const shares = sharesOf(
      features,
      (kind, feature) => numbers[kind].get(feature),
      (number) => table[row * number] ?? 0,
    );
    for (const { number, share } of shares)
      for (let route = 0; route < routes.length; route++)
        scores[route] = (scores[route] ?? 0) + share * (table[row * number + 1 + route] ?? 0);
    const highest = Math.max(...scores);
    const exponents = scores.map((score) => Math.exp(score - highest));
    const sum = exponents.reduce((all, each) => all + each, 0);
    return {
      likely: new Map(routes.map((route, at) => [route, (exponents[at] ?? 0) / sum])),
      weightOf(fact, route) {
        const number = numbers.facts.get(fact);
        return number === undefined ? 0 : (table[row * number + 1 + routes.indexOf(route)] ?? 0);
      },
    };
  };
}

const numbered = (weights: Record<string, number[]>, before: number): Map<string, number> =>
  new Map(Object.keys(weights).map((feature, each) => [feature, before + each]));

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
 * @param numberOf the number of a feature; undefined for one that was never seen
 * @param idfOf the inverse document frequency of the feature with a number
 */
export function sharesOf(
  features: Features,
  numberOf: (kind: Kind, feature: string) => number | undefined,
  idfOf: (number: number) => number,
): Share[] {
  return KINDS.flatMap((kind) => {
    const parts = Array.from(counted(features, kind, numberOf), ([number, count]) => ({
      number,
      share: (1 + Math.log(count)) * idfOf(number),
    }));
    const length = Math.sqrt(parts.reduce((sum, { share }) => sum + share * share, 0)) || 1;
    for (const part of parts) part.share = (LENGTH[kind] * part.share) / length;
    return parts;
  });
}

/** The number of a feature, and how much of a thread it is. */
interface Share {
  number: number;
  share: number;
}

/** How often each known feature is there, by its number. */
function counted(
  { words, facts }: Features,
  kind: Kind,
  numberOf: (kind: Kind, feature: string) => number | undefined,
): Map<number, number> {
  const counts = new Map<number, number>();
  const count = (number: number | undefined): void => {
    if (number !== undefined) counts.set(number, (counts.get(number) ?? 0) + 1);
  };
  if (kind === 'facts') {
    for (const fact of facts) count(numberOf(kind, fact));
    return counts;
  }
  const numbers = words.map((word) => numberOf(kind, word));
  for (const number of numbers) count(number);
  // A pair is in as many situations as each of its words, at most: nothing is known of one whose words are not.
  for (let at = 1; at < words.length; at++)
    if (numbers[at - 1] !== undefined && numbers[at] !== undefined)
      count(numberOf(kind, pairOf(words[at - 1] ?? '', words[at] ?? '')));
  return counts;
}

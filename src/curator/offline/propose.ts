import type { Route } from '../../advisor/routes.ts';
import type { Proposal } from '../../advisor/verdict.ts';
import type { Features } from './route-features.ts';
import type { Weigh } from './route-weights.ts';

/** A route that is so many times less likely than the likeliest is spoken against; 1 to 3 make little difference. */
const TIMES = 2;
/** A proposal rests on so many facts at most, those that weigh most for it. */
const MOST_FACTS = 3;

/**
 * Proposes the likeliest route by the words and the facts of a thread, against those that they make unlikely.
 * @param known the names of the known facts by their keys, as `knownFacts` has them
 */
export function propose(
  features: Features,
  known: ReadonlyMap<string, string>,
  weigh: Weigh,
): Proposal | undefined {
  const { likely, weightOf } = weigh(features);
  const [first] = [...likely].sort(([, a], [, b]) => b - a);
  if (!first || features.words.length === 0) return undefined;
  const [route, most] = first;
  // What is still to be told, facts say; of few words there is always more to tell.
  if (route === 'ask-more') return undefined;
  const restsOn = [...known]
    .map(([key, name]) => ({ key, weight: weightOf(name, route) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST_FACTS);
  const isUnlikely = ([, share]: readonly [Route, number]): boolean => most > TIMES * share;
  return {
    route,
    restsOn: restsOn.map(({ key }) => key),
    against: [...likely].filter(isUnlikely).map(([each]) => each),
  };
}

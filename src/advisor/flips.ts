import { z } from 'zod';
import { FactValue } from './fact.ts';
import type { Pack } from './pack.ts';
import { isInPlace, type Question } from './questions.ts';
import { Route } from './routes.ts';
import { factOf, type Situation, valuesOf } from './situation.ts';
import type { FactDefinition } from './vocabulary.ts';
import { routeWith, valuesToTry } from './what-if.ts';

/** Facts that would change the route, and to which. */
export const Flip = z.object({
  facts: z.array(z.object({ key: z.string(), value: FactValue })).min(1),
  route: Route,
});
export type Flip = z.infer<typeof Flip>;

/** Pairs are tried among so many facts at most, so that an assessment stays fast. */
const FACTS_IN_PAIRS = 16;

/** How likely a fact is to come up, the most likely first. */
const LIKELIHOOD = ['asked', 'unknown', 'our-reading', 'stated', 'out-of-place'] as const;

type Setting = Flip['facts'][number];
type Candidate = Setting & { likelihood: number; place: number; weight: number };

/**
 * The smallest sets of facts that would change the rules' route, found by deciding anew with each; one flip for each
 * other route, the likeliest first: what is asked now, in that order; then what else is unknown; then what we only read
 * into a sentence; then what is stated and might be wrong. What nobody would ask here, such as the retrieval of a
 * sorting job, is named only where nothing else flips the route. Where no single fact does, pairs of unknown ones are
 * tried; where no pair does either, the list is empty.
 */
export function flips(situation: Situation, pack: Pack, questions: readonly Question[] = []): Flip[] {
  const values = valuesOf(situation);
  const now = routeWith(situation, [], pack);
  const candidates = [...pack.vocabulary.values()]
    .flatMap((definition) => candidatesOf(definition, situation, pack, questions))
    .filter(({ key, value }) => values.get(key) !== value)
    .sort((a, b) => a.likelihood - b.likelihood || a.place - b.place || b.weight - a.weight);

  const found = new Map<Route, Flip>();
  const note = (settings: readonly Setting[]): void => {
    const route = routeWith(situation, settings, pack);
    if (route === now || found.has(route)) return;
    found.set(route, { facts: settings.map(({ key, value }) => ({ key, value })), route });
  };
  const farFetched = LIKELIHOOD.indexOf('out-of-place');
  for (const candidate of candidates) if (candidate.likelihood < farFetched) note([candidate]);
  if (found.size === 0) for (const candidate of candidates) note([candidate]);
  if (found.size === 0)
    for (const pair of pairs(candidates.filter(({ key }) => !values.has(key)))) note(pair);
  return [...found.values()];
}

function candidatesOf(
  definition: FactDefinition,
  situation: Situation,
  pack: Pack,
  questions: readonly Question[],
): Candidate[] {
  const { key, weight } = definition;
  const asked = questions.findIndex((question) => question.fact === key);
  const known = factOf(situation, key);
  const likely = (): (typeof LIKELIHOOD)[number] => {
    if (asked !== -1) return 'asked';
    if (!isInPlace(definition, valuesOf(situation), pack)) return 'out-of-place';
    if (known) return known.state === 'inferred' ? 'our-reading' : 'stated';
    return 'unknown';
  };
  const likelihood = LIKELIHOOD.indexOf(likely());
  return valuesToTry(definition).map((value) => ({ key, value, likelihood, place: asked, weight }));
}

function* pairs(settings: readonly Setting[]): Generator<Setting[]> {
  const keys = [...new Set(settings.map(({ key }) => key))].slice(0, FACTS_IN_PAIRS);
  const tried = settings.filter(({ key }) => keys.includes(key));
  for (const [index, first] of tried.entries()) {
    for (const second of tried.slice(index + 1)) if (second.key !== first.key) yield [first, second];
  }
}

import { z } from 'zod';
import { FactValue } from './fact.ts';
import type { Pack } from './pack.ts';
import { Route } from './routes.ts';
import { type Situation, valuesOf } from './situation.ts';
import { routeWith, valuesToTry } from './what-if.ts';

/** Facts that would change the route, and to which. */
export const Flip = z.object({
  facts: z.array(z.object({ key: z.string(), value: FactValue })).min(1),
  route: Route,
});
export type Flip = z.infer<typeof Flip>;

/** Pairs are tried among so many facts at most, so that an assessment stays fast. */
const FACTS_IN_PAIRS = 16;

type Setting = Flip['facts'][number];

/**
 * The smallest sets of facts that would change the rules' route, found by deciding anew with each: first what is
 * unknown today, then what is known and might be wrong; one flip for each other route. Where no single fact flips the
 * route, pairs of unknown ones are tried; where no pair does either, the list is empty.
 */
export function flips(situation: Situation, pack: Pack): Flip[] {
  const values = valuesOf(situation);
  const now = routeWith(situation, [], pack);
  const settings = [...pack.vocabulary.values()]
    .flatMap((definition) => valuesToTry(definition).map((value) => ({ key: definition.key, value })))
    .filter(({ key, value }) => values.get(key) !== value);
  const unknown = settings.filter(({ key }) => !values.has(key));
  const known = settings.filter(({ key }) => values.has(key));

  const found = new Map<Route, Flip>();
  const note = (facts: Setting[]): void => {
    const route = routeWith(situation, facts, pack);
    if (route !== now && !found.has(route)) found.set(route, { facts, route });
  };
  for (const setting of [...unknown, ...known]) note([setting]);
  if (found.size === 0) for (const pair of pairs(unknown)) note(pair);
  return [...found.values()];
}

function* pairs(settings: readonly Setting[]): Generator<Setting[]> {
  const keys = [...new Set(settings.map(({ key }) => key))].slice(0, FACTS_IN_PAIRS);
  const tried = settings.filter(({ key }) => keys.includes(key));
  for (const [index, first] of tried.entries()) {
    for (const second of tried.slice(index + 1)) if (second.key !== first.key) yield [first, second];
  }
}

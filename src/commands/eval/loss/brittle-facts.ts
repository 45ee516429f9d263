import { groupBy } from '../../../advisor/group-by.ts';
import type { Pack } from '../../../advisor/pack.ts';
import type { Route } from '../../../advisor/routes.ts';
import { type Led, leadOf, type Situated } from './route-of-facts.ts';

/** A fact on which verdicts hang: without it alone, these cases go where no labeller would. */
export interface BrittleFact {
  fact: string;
  expected: Route;
  taken: Route;
  cases: string[];
}

/** @param whole the cases with where all their facts lead @returns what breaks most cases first */
export function brittleFacts(whole: readonly (Situated & { led: Led })[], pack: Pack): BrittleFact[] {
  const broken = whole
    .filter(({ led }) => led.isAcceptable)
    .flatMap(({ labelled, labels }) =>
      labels.flatMap(({ key }) => {
        const without = labels.filter((label) => label.key !== key);
        const { route, isAcceptable } = leadOf(labelled, without, pack);
        return isAcceptable ? [] : [{ key, expected: labelled.expected_route, route, id: labelled.id }];
      }),
    );
  return [...groupBy(broken, ({ key, expected, route }) => `${key} ${expected} ${route}`).values()]
    .flatMap((list) => {
      const [first] = list;
      if (!first) return [];
      const { key, expected, route } = first;
      return [{ fact: key, expected, taken: route, cases: [...new Set(list.map(({ id }) => id))] }];
    })
    .sort((a, b) => b.cases.length - a.cases.length || a.fact.localeCompare(b.fact));
}

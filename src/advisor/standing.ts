import type { Condition, Conditions } from './condition.ts';
import { holds, type Values } from './evaluate.ts';
import type { Pack } from './pack.ts';
import type { Route } from './routes.ts';

/** Keys of the facts that must still be stated before the route can be recommended, in the pack's order. */
export function openNeeds(route: Route, firm: Values, pack: Pack): string[] {
  const needs = pack.guidance.get(route)?.needs ?? [];
  return unique(needs.flatMap((need) => openIn(need, firm, pack.conditions)));
}

/** The keys that are open in a condition. Of several ways to meet it, those count of which most is met already. */
function openIn(condition: Condition, firm: Values, named: Conditions): string[] {
  if (holds(condition, firm, named)) return [];
  if ('all' in condition) return unique(condition.all.flatMap((part) => openIn(part, firm, named)));
  if ('any' in condition) {
    const ways = condition.any.map((way) => ({ way, met: metShare(way, firm, named) }));
    const most = Math.max(...ways.map(({ met }) => met));
    return unique(ways.flatMap(({ way, met }) => (met === most ? openIn(way, firm, named) : [])));
  }
  const meant = 'use' in condition ? named.get(condition.use) : undefined;
  return meant ? openIn(meant, firm, named) : factsIn(condition, named);
}

/** Which share of a way's parts is met; exceptions (`notStated`) are met by silence and do not count. */
function metShare(way: Condition, firm: Values, named: Conditions): number {
  const meant = 'use' in way ? named.get(way.use) : way;
  const parts = meant && 'all' in meant ? meant.all.filter((part) => !('notStated' in part)) : [way];
  return parts.length === 0 ? 0 : parts.filter((part) => holds(part, firm, named)).length / parts.length;
}

/** The keys that a condition looks at, each once. */
export function factsIn(condition: Condition, named: Conditions): string[] {
  if ('fact' in condition) return [condition.fact];
  if ('all' in condition) return unique(condition.all.flatMap((part) => factsIn(part, named)));
  if ('any' in condition) return unique(condition.any.flatMap((part) => factsIn(part, named)));
  if ('not' in condition) return factsIn(condition.not, named);
  if ('notStated' in condition) return factsIn(condition.notStated, named);
  const meant = named.get(condition.use);
  return meant ? factsIn(meant, named) : [];
}

const unique = (keys: string[]): string[] => [...new Set(keys)];

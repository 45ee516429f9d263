import type { Condition, Conditions } from './condition.ts';
import { holds, type Values } from './evaluate.ts';
import type { Pack } from './pack.ts';
import type { Route } from './routes.ts';

/** Keys of the facts that must still be stated before the route can be recommended, in the pack's order. */
export function openNeeds(route: Route, firm: Values, pack: Pack): string[] {
  const needs = pack.guidance.get(route)?.needs ?? [];
  const open = needs.filter((need) => !holds(need, firm, pack.conditions));
  return [...new Set(open.flatMap((need) => factsIn(need, pack.conditions)))];
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

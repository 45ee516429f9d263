import type { Experiment } from './guidance.ts';
import type { Pack } from './pack.ts';
import { Route } from './routes.ts';

/** Names an experiment within the pack: its route, a dot, its own id. */
export const experimentId = (route: Route, id: string): string => `${route}.${id}`;

/** An experiment of the pack by that name; undefined when the pack has none (any more). */
export function findExperiment(pack: Pack, name: string): Experiment | undefined {
  const dot = name.indexOf('.');
  const route = Route.safeParse(name.slice(0, Math.max(dot, 0)));
  if (!route.success) return undefined;
  return pack.guidance.get(route.data)?.experiments.find(({ id }) => id === name.slice(dot + 1));
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RouteWeights } from './curator/offline/route-weights.ts';
import { PACKAGE_ROOT } from './package-root.ts';

/** Where `npm run learn` writes them. */
export const ROUTE_WEIGHTS = join(PACKAGE_ROOT, 'prompts', 'route-weights.json');

let known: Promise<RouteWeights> | undefined;

/** How much words and facts weigh for each route, from the pack's own folder: read once, for they never change. */
export function readRouteWeights(): Promise<RouteWeights> {
  known ??= read();
  return known;
}

const read = async (): Promise<RouteWeights> =>
  RouteWeights.parse(JSON.parse(await readFile(ROUTE_WEIGHTS, 'utf8')));

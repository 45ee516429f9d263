import { holds, type Values } from './evaluate.ts';
import type { Pack } from './pack.ts';
import type { Route } from './routes.ts';

/**
 * Whether a route may be taken. Routes that cost money or close a door have a gate: facts that justify them must be
 * stated or set by hand. All others are always open.
 */
export function gateOpen(route: Route, firm: Values, pack: Pack): boolean {
  const gate = pack.guidance.get(route)?.open;
  return !gate || holds(gate, firm, pack.conditions);
}

import { holds, type Values } from './evaluate.ts';
import type { Pack } from './pack.ts';
import type { Route } from './routes.ts';

/**
 * Whether a route may be taken. Routes that cost money or close a door have a gate: facts that justify them must be
 * stated or set by hand. All others are always open. Our own readings open no gate, but what we read of a stop sign
 * keeps it shut.
 * @param known all known values, our own readings included
 */
export function gateOpen(route: Route, firm: Values, pack: Pack, known: Values = firm): boolean {
  const gate = pack.guidance.get(route)?.open;
  return !gate || [firm, known].every((values) => holds(gate, values, pack.conditions));
}

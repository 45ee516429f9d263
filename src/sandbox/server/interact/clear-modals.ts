import type { Carrier } from '../delivery/carrier.ts';
import { modalsOf, setModals } from '../world/modals.ts';
import type { World } from '../world/world.ts';
import { tellClosed } from './view-closed.ts';

/** Closes every modal of a person, the uppermost first. */
export function clearModals(world: World, carrier: Carrier, userId: string): void {
  const stack = modalsOf(world, userId);
  setModals(world, userId, []);
  for (const modal of [...stack].reverse()) tellClosed(world, carrier, userId, modal, true);
}

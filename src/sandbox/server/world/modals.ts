import type { EnteredValues } from '../../wire/element-value.ts';
import type { View } from '../../wire/view.ts';
import type { World } from './world.ts';

/** A modal on somebody's screen, with what they have entered so far. */
export interface OpenModal {
  view: View;
  entered: EnteredValues;
}

/** The most views that Slack stacks over one another. */
export const MOST_STACKED = 3;

/** @returns a person's open modals, the lowest first */
export function modalsOf(world: World, userId: string): OpenModal[] {
  return world.volatile.modals.get(userId) ?? [];
}

/** Replaces a person's open modals. */
export function setModals(world: World, userId: string, modals: OpenModal[]): void {
  world.volatile.modals.set(userId, modals);
  world.changed();
}

/** @returns whose open modal has this id (or external id), and where it is in their stack; or undefined */
export function findModal(
  world: World,
  id: { viewId?: string | undefined; externalId?: string | undefined },
): { userId: string; index: number; modal: OpenModal } | undefined {
  for (const [userId, stack] of world.volatile.modals) {
    const index = stack.findIndex(({ view }) =>
      id.viewId ? view.id === id.viewId : id.externalId !== '' && view.external_id === id.externalId,
    );
    const modal = stack[index];
    if (modal) return { userId, index, modal };
  }
  return undefined;
}

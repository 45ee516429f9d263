import type { View } from '../../wire/view.ts';
import type { ModalPayload } from '../blocks/check-view.ts';
import { MOST_STACKED, modalsOf, setModals } from '../world/modals.ts';
import type { World } from '../world/world.ts';
import { newView } from './new-view.ts';

/** Puts a modal over the one that a person looks at. @returns the view, or Slack's word for why not */
export function pushModal(
  world: World,
  userId: string,
  payload: ModalPayload,
): { view: View } | { error: string } {
  const stack = modalsOf(world, userId);
  const below = stack.at(-1);
  if (!below) return { error: 'not_found' };
  if (stack.length >= MOST_STACKED) return { error: 'push_limit_reached' };
  const view: View = {
    ...newView(world, payload),
    previous_view_id: below.view.id,
    root_view_id: below.view.root_view_id,
  };
  setModals(world, userId, [...stack, { view, entered: {} }]);
  return { view };
}

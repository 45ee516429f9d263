import type { View } from '../../wire/view.ts';
import type { ModalPayload } from '../blocks/check-view.ts';
import { modalsOf, type OpenModal, setModals } from '../world/modals.ts';
import type { World } from '../world/world.ts';
import { newView } from './new-view.ts';

/**
 * Replaces an open modal in its place. What was entered stays for inputs whose block_id and action_id stay, as in
 * Slack. @returns the view, with a new hash
 */
export function updateModal(
  world: World,
  found: { userId: string; index: number; modal: OpenModal },
  payload: ModalPayload,
): View {
  const old = found.modal.view;
  const view: View = {
    ...newView(world, payload),
    id: old.id,
    previous_view_id: old.previous_view_id,
    root_view_id: old.root_view_id,
  };
  const stack = [...modalsOf(world, found.userId)];
  stack[found.index] = { view, entered: found.modal.entered };
  setModals(world, found.userId, stack);
  return view;
}

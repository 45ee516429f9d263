import type { View } from '../../wire/view.ts';
import type { ModalPayload } from '../blocks/check-view.ts';
import { setModals } from '../world/modals.ts';
import type { World } from '../world/world.ts';
import { newView } from './new-view.ts';

/** Opens a modal on a person's screen; one that is open goes away. @returns the view */
export function openModal(world: World, userId: string, payload: ModalPayload): View {
  const view = newView(world, payload);
  setModals(world, userId, [{ view, entered: {} }]);
  return view;
}

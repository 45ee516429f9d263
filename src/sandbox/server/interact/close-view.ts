import type { CloseRequest } from '../../wire/person-requests.ts';
import type { Carrier } from '../delivery/carrier.ts';
import { findUser } from '../world/find-user.ts';
import { modalsOf, setModals } from '../world/modals.ts';
import type { World } from '../world/world.ts';
import { clearModals } from './clear-modals.ts';
import { topModal } from './submit-view.ts';
import { tellClosed } from './view-closed.ts';

/**
 * A person closes the modal they look at: by its close button, which shows the one below, or with `all` by the
 * cross, which closes them all.
 * @throws Refusal when that modal is not on top
 */
export function closeView(world: World, carrier: Carrier, request: CloseRequest): void {
  const user = findUser(world, request.user);
  const modal = topModal(world, user.id, request.viewId);
  if (request.all || modal.view.clear_on_close) {
    clearModals(world, carrier, user.id);
    return;
  }
  setModals(world, user.id, modalsOf(world, user.id).slice(0, -1));
  tellClosed(world, carrier, user.id, modal, false);
}

import type { View } from '../../wire/view.ts';
import type { Carrier } from '../delivery/carrier.ts';
import { findUser } from '../world/find-user.ts';
import type { OpenModal } from '../world/modals.ts';
import type { World } from '../world/world.ts';
import { askApp } from './ask-app.ts';
import { interactionBase } from './interaction-base.ts';
import { viewState } from './view-state.ts';

/** Tells the app that a view was closed, if it asked to be told. Nobody waits for what it says. */
export function tellClosed(
  world: World,
  carrier: Carrier,
  userId: string,
  modal: OpenModal,
  cleared: boolean,
): void {
  if (!modal.view.notify_on_close) return;
  const view: View = { ...modal.view, state: viewState(modal.view.blocks, modal.entered) };
  const base = interactionBase(world, 'view_closed', findUser(world, userId));
  void askApp(carrier, 'interactive', { ...base, view, is_cleared: cleared });
}

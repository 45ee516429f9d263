import type { SubmitOutcome } from '../../wire/outcome.ts';
import type { SubmitRequest } from '../../wire/person-requests.ts';
import type { Carrier } from '../delivery/carrier.ts';
import { Refusal } from '../refusal.ts';
import { findUser } from '../world/find-user.ts';
import { modalsOf, type OpenModal } from '../world/modals.ts';
import type { World } from '../world/world.ts';
import { askApp } from './ask-app.ts';
import { checkInputs } from './check-inputs.ts';
import { interactionBase } from './interaction-base.ts';
import { mergeEntered } from './merge-entered.ts';
import { applyResponseAction } from './response-action.ts';
import { responseUrlsOf } from './submission-response-urls.ts';
import { issueTrigger } from './triggers.ts';
import { viewState } from './view-state.ts';

/**
 * A person submits the modal they look at. Slack first checks required inputs itself; then the app decides by its
 * `response_action`.
 * @throws Refusal when that modal is not on top, or has no submit button
 */
export async function submitView(
  world: World,
  carrier: Carrier,
  request: SubmitRequest,
): Promise<SubmitOutcome> {
  const user = findUser(world, request.user);
  const modal = topModal(world, user.id, request.viewId);
  if (!modal.view.submit) throw new Refusal('no_submit', 'That modal has no submit button.');
  modal.entered = mergeEntered(modal.entered, request.values ?? {});
  const state = viewState(modal.view.blocks, modal.entered);
  const errors = checkInputs(modal.view, state);
  if (Object.keys(errors).length > 0) return { outcome: 'errors', errors };
  const reply = await askApp(carrier, 'interactive', {
    ...interactionBase(world, 'view_submission', user),
    trigger_id: issueTrigger(world, user.id, modal.view.id),
    view: { ...modal.view, state },
    response_urls: responseUrlsOf(world, user.id, modal.view.blocks, state),
  });
  if (!reply.acked) return { outcome: 'failed', error: reply.error };
  return applyResponseAction(world, carrier, user.id, modal.view.id, reply.body);
}

/** @returns the modal that lies on top of a person's stack, if it is this one */
export function topModal(world: World, userId: string, viewId: string): OpenModal {
  const top = modalsOf(world, userId).at(-1);
  if (top?.view.id !== viewId)
    throw new Refusal('view_not_found', `${userId} does not look at the view ${viewId}.`);
  return top;
}

import type { Json } from '../../wire/json.ts';
import {
  checkHome,
  checkModal,
  type HomePayload,
  type ModalPayload,
  type ViewVerdict,
} from '../blocks/check-view.ts';
import { findModal } from '../world/modals.ts';
import type { World } from '../world/world.ts';
import { ApiError, detailedError } from './api-error.ts';

/**
 * @param except the view that is being replaced, whose external_id may stay
 * @returns the modal that Slack would take
 * @throws ApiError `invalid_arguments` with details, `view_too_large`, `duplicate_external_id`
 */
export function acceptedModal(world: World, value: Json, except?: string): ModalPayload {
  const payload = accepted(checkModal(value));
  const twin = findModal(world, { externalId: payload.external_id ?? '' });
  if (twin && twin.modal.view.id !== except) throw new ApiError('duplicate_external_id');
  return payload;
}

/** @returns the Home view that Slack would take @throws ApiError as above */
export function acceptedHome(value: Json): HomePayload {
  return accepted(checkHome(value));
}

function accepted<View>(verdict: ViewVerdict<View>): View {
  if ('view' in verdict) return verdict.view;
  throw verdict.messages.length > 0
    ? detailedError(verdict.error, verdict.messages)
    : new ApiError(verdict.error);
}

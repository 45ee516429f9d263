import { z } from 'zod';
import { updateModal } from '../../views/update-modal.ts';
import { findModal } from '../../world/modals.ts';
import { acceptedModal } from '../accepted-view.ts';
import { ApiError } from '../api-error.ts';
import { defineMethod } from '../method.ts';
import { jsonText } from '../parse-args.ts';

/** Replaces an open modal. With `hash` it fails when the view has changed since. */
export const viewsUpdate = defineMethod({
  name: 'views.update',
  tier: 4,
  args: z.object({
    view: jsonText,
    view_id: z.string().optional(),
    external_id: z.string().optional(),
    hash: z.string().optional(),
  }),
  run(args, { world }) {
    const found = findModal(world, { viewId: args.view_id, externalId: args.external_id ?? '' });
    const payload = acceptedModal(world, args.view, found?.modal.view.id);
    if (!found) throw new ApiError('not_found');
    if (args.hash && args.hash !== found.modal.view.hash) throw new ApiError('hash_conflict');
    return { view: updateModal(world, found, payload) };
  },
});

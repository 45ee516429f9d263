import { z } from 'zod';
import { redeemTrigger } from '../../interact/triggers.ts';
import { pushModal } from '../../views/push-modal.ts';
import { acceptedModal } from '../accepted-view.ts';
import { ApiError } from '../api-error.ts';
import { defineMethod } from '../method.ts';
import { jsonText } from '../parse-args.ts';

/** Puts a view over the modal in which the interaction took place. */
export const viewsPush = defineMethod({
  name: 'views.push',
  tier: 4,
  args: z.object({ trigger_id: z.string(), view: jsonText }),
  run(args, { world }) {
    const payload = acceptedModal(world, args.view);
    const trigger = redeemTrigger(world, args.trigger_id);
    const pushed = pushModal(world, trigger.user, payload);
    if ('error' in pushed) throw new ApiError(pushed.error);
    return { view: pushed.view };
  },
});

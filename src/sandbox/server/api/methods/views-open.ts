import { z } from 'zod';
import { redeemTrigger } from '../../interact/triggers.ts';
import { openModal } from '../../views/open-modal.ts';
import { acceptedModal } from '../accepted-view.ts';
import { defineMethod } from '../method.ts';
import { jsonText } from '../parse-args.ts';

export const viewsOpen = defineMethod({
  name: 'views.open',
  tier: 4,
  args: z.object({ trigger_id: z.string(), view: jsonText }),
  run(args, { world }) {
    const payload = acceptedModal(world, args.view);
    const trigger = redeemTrigger(world, args.trigger_id);
    return { view: openModal(world, trigger.user, payload) };
  },
});

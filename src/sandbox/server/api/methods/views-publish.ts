import { z } from 'zod';
import { newView } from '../../views/new-view.ts';
import { noteRedraw } from '../../world/before-redraw.ts';
import { userById } from '../../world/find-user.ts';
import { acceptedHome } from '../accepted-view.ts';
import { ApiError } from '../api-error.ts';
import { defineMethod } from '../method.ts';
import { jsonText } from '../parse-args.ts';

/** Sets a person's App Home. */
export const viewsPublish = defineMethod({
  name: 'views.publish',
  tier: 4,
  args: z.object({ user_id: z.string(), view: jsonText, hash: z.string().optional() }),
  run(args, { world }) {
    const payload = acceptedHome(args.view);
    const user = userById(world, args.user_id);
    if (!user) throw new ApiError('user_not_found');
    const known = world.state.homes[user.id];
    if (args.hash && known && args.hash !== known.hash) throw new ApiError('hash_conflict');
    const made = newView(world, payload);
    const view = known ? { ...made, id: known.id, root_view_id: known.id } : made;
    world.state.homes[user.id] = view;
    noteRedraw(world, view.id, known?.blocks);
    world.changed();
    return { view };
  },
});

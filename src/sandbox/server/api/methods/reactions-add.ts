import { z } from 'zod';
import { messageAt } from '../../world/messages.ts';
import { addReaction } from '../../world/reactions.ts';
import { ApiError } from '../api-error.ts';
import { defineMethod } from '../method.ts';
import { visibleChannel } from '../reach-channel.ts';

export const reactionsAdd = defineMethod({
  name: 'reactions.add',
  scope: 'reactions:write',
  tier: 3,
  args: z.object({ channel: z.string(), timestamp: z.string(), name: z.string() }),
  run(args, { world }) {
    const channel = visibleChannel(world, args.channel);
    const message = messageAt(world, channel.id, args.timestamp);
    if (!message) throw new ApiError('message_not_found');
    if (channel.archived) throw new ApiError('is_archived');
    if (!/^[a-z0-9_+'-]+$/.test(args.name)) throw new ApiError('invalid_name');
    if (!addReaction(world, channel.id, message, args.name, world.identity.botUserId)) {
      throw new ApiError('already_reacted');
    }
    return {};
  },
});

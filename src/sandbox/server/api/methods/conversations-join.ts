import { z } from 'zod';
import { joinChannel } from '../../world/join-channel.ts';
import { ApiError } from '../api-error.ts';
import { defineMethod } from '../method.ts';
import { visibleChannel } from '../reach-channel.ts';
import { wireChannel } from '../wire-channel.ts';

export const conversationsJoin = defineMethod({
  name: 'conversations.join',
  scope: 'channels:join',
  tier: 3,
  args: z.object({ channel: z.string() }),
  run(args, { world }) {
    const channel = visibleChannel(world, args.channel);
    if (channel.kind !== 'public') throw new ApiError('method_not_supported_for_channel_type');
    if (channel.archived) throw new ApiError('is_archived');
    const already = !joinChannel(world, channel, world.identity.botUserId);
    return { channel: wireChannel(world, channel), ...(already && { warning: 'already_in_channel' }) };
  },
});

import { z } from 'zod';
import { messageAt } from '../../world/messages.ts';
import { permalink } from '../../world/permalink.ts';
import { ApiError } from '../api-error.ts';
import { defineMethod } from '../method.ts';
import { visibleChannel } from '../reach-channel.ts';

export const chatGetPermalink = defineMethod({
  name: 'chat.getPermalink',
  tier: 'special',
  args: z.object({ channel: z.string(), message_ts: z.string() }),
  run(args, { world }) {
    const channel = visibleChannel(world, args.channel);
    if (!messageAt(world, channel.id, args.message_ts)) throw new ApiError('message_not_found');
    return { channel: channel.id, permalink: permalink(world, channel.id, args.message_ts) };
  },
});

import { z } from 'zod';
import { pageOf } from '../cursor.ts';
import { defineMethod } from '../method.ts';
import { limit } from '../parse-args.ts';
import { visibleChannel } from '../reach-channel.ts';
import { channelScope, needScope } from '../scopes.ts';

export const conversationsMembers = defineMethod({
  name: 'conversations.members',
  tier: 4,
  args: z.object({ channel: z.string(), cursor: z.string().optional(), limit: limit(100) }),
  run(args, { world }) {
    const channel = visibleChannel(world, args.channel);
    needScope(world, channelScope(channel, 'read'));
    const page = pageOf(channel.members, args.cursor, args.limit);
    return { members: page.items, response_metadata: { next_cursor: page.nextCursor } };
  },
});

import { z } from 'zod';
import { messageAt, repliesOf } from '../../world/messages.ts';
import { ApiError } from '../api-error.ts';
import { pageOf } from '../cursor.ts';
import { historyArgs, pageSize, windowFilter } from '../history-page.ts';
import { defineMethod } from '../method.ts';
import { joinedChannel } from '../reach-channel.ts';
import { channelScope, needScope } from '../scopes.ts';
import { wireMessage } from '../wire-message.ts';

/** A thread, oldest first, beginning with its first message. The ts of a reply gives that reply alone. */
export const conversationsReplies = defineMethod({
  name: 'conversations.replies',
  tier: 'history',
  args: z.object({ ...historyArgs, ts: z.string() }),
  run(args, { world }) {
    const channel = joinedChannel(world, args.channel);
    needScope(world, channelScope(channel, 'history'));
    const root = messageAt(world, channel.id, args.ts);
    if (!root) throw new ApiError('thread_not_found');
    const messages = [root, ...repliesOf(world, channel.id, root.ts).filter(windowFilter(args))];
    const page = pageOf(messages, args.cursor, pageSize(world, args.limit));
    return {
      messages: page.items.map((message) =>
        wireMessage(world, channel.id, message, args.include_all_metadata),
      ),
      has_more: page.nextCursor !== '',
      ...(page.nextCursor && { response_metadata: { next_cursor: page.nextCursor } }),
    };
  },
});

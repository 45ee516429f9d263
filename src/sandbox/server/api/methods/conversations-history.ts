import { z } from 'zod';
import { messagesOf } from '../../world/messages.ts';
import { pageOf } from '../cursor.ts';
import { historyArgs, pageSize, windowFilter } from '../history-page.ts';
import { defineMethod } from '../method.ts';
import { joinedChannel } from '../reach-channel.ts';
import { channelScope, needScope } from '../scopes.ts';
import { wireMessage } from '../wire-message.ts';

/** The messages of a channel without the replies in its threads, newest first. */
export const conversationsHistory = defineMethod({
  name: 'conversations.history',
  tier: 'history',
  args: z.object(historyArgs),
  run(args, { world }) {
    const channel = joinedChannel(world, args.channel);
    needScope(world, channelScope(channel, 'history'));
    const messages = messagesOf(world, channel.id)
      .filter((m) => m.thread_ts === undefined || m.thread_ts === m.ts || m.subtype === 'thread_broadcast')
      .filter(windowFilter(args))
      .reverse();
    const page = pageOf(messages, args.cursor, pageSize(world, args.limit));
    return {
      messages: page.items.map((message) =>
        wireMessage(world, channel.id, message, args.include_all_metadata),
      ),
      has_more: page.nextCursor !== '',
      pin_count: 0,
      ...(page.nextCursor && { response_metadata: { next_cursor: page.nextCursor } }),
    };
  },
});

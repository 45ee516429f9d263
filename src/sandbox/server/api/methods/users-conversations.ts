import { z } from 'zod';
import { userById } from '../../world/find-user.ts';
import { ApiError } from '../api-error.ts';
import { pageOf } from '../cursor.ts';
import { defineMethod } from '../method.ts';
import { flag, limit } from '../parse-args.ts';
import { wireChannel } from '../wire-channel.ts';
import { readableKinds } from './conversations-list.ts';

/** The conversations of a person; of those that are not public, the ones that the bot shares with them. */
export const usersConversations = defineMethod({
  name: 'users.conversations',
  tier: 3,
  args: z.object({
    user: z.string().optional(),
    types: z.string().default('public_channel'),
    cursor: z.string().optional(),
    limit: limit(100),
    exclude_archived: flag,
  }),
  run(args, { world }) {
    const kinds = readableKinds(args.types, world);
    const bot = world.identity.botUserId;
    const user = args.user === undefined ? bot : userById(world, args.user)?.id;
    if (!user) throw new ApiError('user_not_found');
    const channels = world.state.channels.filter(
      ({ kind, members, archived }) =>
        kinds.includes(kind) &&
        members.includes(user) &&
        (kind === 'public' || members.includes(bot)) &&
        !(args.exclude_archived && archived),
    );
    const page = pageOf(channels, args.cursor, args.limit);
    return {
      channels: page.items.map((channel) => wireChannel(world, channel)),
      response_metadata: { next_cursor: page.nextCursor },
    };
  },
});

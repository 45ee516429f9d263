import { z } from 'zod';
import type { JsonObject } from '../../../wire/json.ts';
import { newId } from '../../world/ids.ts';
import { ApiError } from '../api-error.ts';
import { defineMethod } from '../method.ts';
import { joinedChannel } from '../reach-channel.ts';

const MOST_BOOKMARKS = 100;

export const bookmarksAdd = defineMethod({
  name: 'bookmarks.add',
  scope: 'bookmarks:write',
  tier: 2,
  args: z.object({
    channel_id: z.string(),
    title: z.string(),
    type: z.string(),
    link: z.string().optional(),
    emoji: z.string().optional(),
  }),
  run(args, { world }) {
    const channel = joinedChannel(world, args.channel_id);
    if (args.type !== 'link') throw new ApiError('invalid_bookmark_type');
    if (!args.link || !URL.canParse(args.link)) throw new ApiError('invalid_link');
    const own = world.state.bookmarks.filter((bookmark) => bookmark.channel_id === channel.id);
    if (own.length >= MOST_BOOKMARKS) throw new ApiError('too_many_bookmarks');
    const now = Math.floor(world.now() / 1_000);
    const bookmark: JsonObject = {
      id: newId('Bk'),
      channel_id: channel.id,
      title: args.title,
      link: args.link,
      emoji: args.emoji ?? '',
      type: 'link',
      date_created: now,
      date_updated: 0,
      last_updated_by_user_id: world.identity.botUserId,
      app_id: world.identity.appId,
    };
    world.state.bookmarks.push(bookmark);
    world.changed();
    return { bookmark };
  },
});

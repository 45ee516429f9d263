import { z } from 'zod';
import type { World } from '../../world/world.ts';
import { ApiError } from '../api-error.ts';
import { pageOf } from '../cursor.ts';
import { defineMethod } from '../method.ts';
import { flag, limit } from '../parse-args.ts';
import { channelScope, needScope } from '../scopes.ts';
import { wireChannel } from '../wire-channel.ts';

const KIND = { public_channel: 'public', private_channel: 'private', im: 'im', mpim: undefined } as const;

export const conversationsList = defineMethod({
  name: 'conversations.list',
  tier: 2,
  args: z.object({
    types: z.string().default('public_channel'),
    cursor: z.string().optional(),
    limit: limit(100),
    exclude_archived: flag,
  }),
  run(args, { world }) {
    const kinds = readableKinds(args.types, world);
    const channels = world.state.channels.filter(
      (channel) =>
        kinds.includes(channel.kind) &&
        (channel.kind === 'public' || channel.members.includes(world.identity.botUserId)) &&
        !(args.exclude_archived && channel.archived),
    );
    const page = pageOf(channels, args.cursor, args.limit);
    return {
      channels: page.items.map((channel) => wireChannel(world, channel)),
      response_metadata: { next_cursor: page.nextCursor },
    };
  },
});

/**
 * The kinds of channel that a caller asks for by Slack's names, separated by commas.
 * @throws ApiError `invalid_types`, or what says that the scope to read one of them is missing
 */
export function readableKinds(types: string, world: World): ReturnType<typeof kindOf>[] {
  const kinds = types.split(',').map((type) => kindOf(type.trim()));
  for (const kind of kinds) if (kind) needScope(world, channelScope({ kind }, 'read'));
  return kinds;
}

function kindOf(type: string): 'public' | 'private' | 'im' | undefined {
  const known = Object.entries(KIND).find(([name]) => name === type);
  if (!known) throw new ApiError('invalid_types');
  return known[1];
}

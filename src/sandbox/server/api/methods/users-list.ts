import { z } from 'zod';
import { pageOf } from '../cursor.ts';
import { defineMethod } from '../method.ts';
import { limit } from '../parse-args.ts';
import { wireUser } from '../wire-user.ts';

export const usersList = defineMethod({
  name: 'users.list',
  scope: 'users:read',
  tier: 2,
  args: z.object({ cursor: z.string().optional(), limit: limit(200) }),
  run(args, { world }) {
    const page = pageOf(world.state.users, args.cursor, args.limit);
    return {
      members: page.items.map((user) => wireUser(world, user)),
      cache_ts: Math.floor(world.now() / 1_000),
      response_metadata: { next_cursor: page.nextCursor },
    };
  },
});

import { z } from 'zod';
import { userById } from '../../world/find-user.ts';
import { ApiError } from '../api-error.ts';
import { defineMethod } from '../method.ts';
import { wireUser } from '../wire-user.ts';

export const usersInfo = defineMethod({
  name: 'users.info',
  scope: 'users:read',
  tier: 4,
  args: z.object({ user: z.string() }),
  run(args, { world }) {
    const user = userById(world, args.user);
    if (!user) throw new ApiError('user_not_found');
    return { user: wireUser(world, user) };
  },
});

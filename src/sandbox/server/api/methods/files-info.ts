import { z } from 'zod';
import { fileById } from '../../world/files.ts';
import type { StoredFile } from '../../world/stored-file.ts';
import type { World } from '../../world/world.ts';
import { ApiError } from '../api-error.ts';
import { defineMethod } from '../method.ts';

export const filesInfo = defineMethod({
  name: 'files.info',
  scope: 'files:read',
  tier: 4,
  args: z.object({ file: z.string() }),
  run(args, { world }) {
    const stored = fileById(world, args.file);
    if (!stored || !botSees(world, stored)) throw new ApiError('file_not_found');
    return { file: stored.file, comments: [], response_metadata: { next_cursor: '' } };
  },
});

/** The bot sees its own files, and those that were posted where it is a member. */
function botSees(world: World, { file, shared }: StoredFile): boolean {
  const bot = world.identity.botUserId;
  return (
    file.user === bot ||
    world.state.channels.some((channel) => shared.includes(channel.id) && channel.members.includes(bot))
  );
}

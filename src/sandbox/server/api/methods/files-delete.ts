import { z } from 'zod';
import { dropFile } from '../../world/drop-file.ts';
import { fileById } from '../../world/files.ts';
import { ApiError } from '../api-error.ts';
import { defineMethod } from '../method.ts';

/** Deletes a file of the bot's own; the message that it was posted with stays, without it. */
export const filesDelete = defineMethod({
  name: 'files.delete',
  scope: 'files:write',
  tier: 3,
  args: z.object({ file: z.string() }),
  run(args, { world }) {
    const stored = fileById(world, args.file);
    if (!stored) throw new ApiError('file_not_found');
    if (stored.file.user !== world.identity.botUserId) throw new ApiError('cant_delete_file');
    dropFile(world, stored);
    return {};
  },
});

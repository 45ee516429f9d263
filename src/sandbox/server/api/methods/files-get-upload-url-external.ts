import { z } from 'zod';
import { newId, newSecret } from '../../world/ids.ts';
import { defineMethod } from '../method.ts';
import { whole } from '../parse-args.ts';

export const filesGetUploadUrlExternal = defineMethod({
  name: 'files.getUploadURLExternal',
  scope: 'files:write',
  tier: 4,
  args: z.object({ filename: z.string().min(1), length: whole.positive() }),
  run(args, { world }) {
    const fileId = newId('F');
    const secret = newSecret();
    world.volatile.uploads.set(secret, { fileId, filename: args.filename, length: args.length });
    return { upload_url: `${world.url}/upload/${secret}`, file_id: fileId };
  },
});

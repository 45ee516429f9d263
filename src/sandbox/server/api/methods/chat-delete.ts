import { z } from 'zod';
import { deleteMessage } from '../../world/delete-message.ts';
import { defineMethod } from '../method.ts';
import { ownMessage } from '../own-message.ts';

export const chatDelete = defineMethod({
  name: 'chat.delete',
  scope: 'chat:write',
  tier: 3,
  args: z.object({ channel: z.string(), ts: z.string() }),
  run(args, { world }) {
    const { channel, message } = ownMessage(world, args.channel, args.ts, 'cant_delete_message');
    deleteMessage(world, channel.id, message);
    return { channel: channel.id, ts: message.ts };
  },
});

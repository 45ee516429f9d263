import { z } from 'zod';
import { directMessage } from '../../world/direct-message.ts';
import { userById } from '../../world/find-user.ts';
import { ApiError } from '../api-error.ts';
import { defineMethod } from '../method.ts';
import { flag } from '../parse-args.ts';
import { visibleChannel } from '../reach-channel.ts';
import { wireChannel } from '../wire-channel.ts';

/** Opens a direct message with one person; the sandbox has no group conversations. */
export const conversationsOpen = defineMethod({
  name: 'conversations.open',
  scope: 'im:write',
  tier: 3,
  args: z.object({ users: z.string().optional(), channel: z.string().optional(), return_im: flag }),
  run(args, { world }) {
    if (args.channel) return answer(visibleChannel(world, args.channel).id);
    const users = (args.users ?? '').split(',').filter((id) => id !== '');
    const [id] = users;
    if (!id) throw new ApiError('users_list_not_supplied');
    if (users.length > 1) throw new ApiError('method_not_supported_for_channel_type');
    const user = userById(world, id);
    if (!user || user.isBot) throw new ApiError('user_not_found');
    const channel = directMessage(world, user.id);
    return args.return_im ? { channel: wireChannel(world, channel) } : answer(channel.id);
  },
});

function answer(id: string) {
  return { channel: { id } };
}

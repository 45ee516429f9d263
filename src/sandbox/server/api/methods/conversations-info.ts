import { z } from 'zod';
import { defineMethod } from '../method.ts';
import { flag } from '../parse-args.ts';
import { visibleChannel } from '../reach-channel.ts';
import { channelScope, needScope } from '../scopes.ts';
import { wireChannel } from '../wire-channel.ts';

export const conversationsInfo = defineMethod({
  name: 'conversations.info',
  tier: 3,
  args: z.object({ channel: z.string(), include_num_members: flag }),
  run(args, { world }) {
    const channel = visibleChannel(world, args.channel);
    needScope(world, channelScope(channel, 'read'));
    const members = args.include_num_members ? { num_members: channel.members.length } : undefined;
    return { channel: { ...wireChannel(world, channel), ...members } };
  },
});

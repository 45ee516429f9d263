import { z } from 'zod';
import { notePings } from '../../pings/note-pings.ts';
import { addEphemeral } from '../../world/ephemerals.ts';
import { ApiError } from '../api-error.ts';
import { contentArgs, messageContent } from '../message-content.ts';
import { defineMethod } from '../method.ts';
import { postableChannel } from '../reach-channel.ts';
import { reachThread } from '../reach-thread.ts';

const MOST_TEXT = 40_000;

export const chatPostEphemeral = defineMethod({
  name: 'chat.postEphemeral',
  scope: 'chat:write',
  tier: 4,
  args: z.object({ channel: z.string(), user: z.string(), thread_ts: z.string().optional(), ...contentArgs }),
  run(args, { world }) {
    const channel = postableChannel(world, args.channel);
    if (!channel.members.includes(args.user)) throw new ApiError('user_not_in_channel');
    const { text, blocks } = messageContent(args);
    if (text.length > MOST_TEXT) throw new ApiError('msg_too_long');
    const threadTs =
      args.thread_ts === undefined ? undefined : reachThread(world, channel.id, args.thread_ts);
    const ephemeral = {
      channel: channel.id,
      to: args.user,
      user: world.identity.botUserId,
      text,
      blocks,
      threadTs,
    };
    const ts = addEphemeral(world, ephemeral);
    notePings(world, { channel: channel.id, ts, text, blocks }, 'ephemeral');
    return { message_ts: ts };
  },
});

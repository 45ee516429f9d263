import { z } from 'zod';
import { findSession } from '../../world/sessions.ts';
import { ApiError } from '../api-error.ts';
import { defineMethod } from '../method.ts';
import { joinedChannel } from '../reach-channel.ts';

export const agentsSessionsRename = defineMethod({
  name: 'agents.sessions.rename',
  scope: 'chat:write',
  tier: 3,
  args: z.object({
    channel_id: z.string(),
    title: z.string().min(1).max(200),
    thread_ts: z.string().optional(),
  }),
  run(args, { world }) {
    const channel = joinedChannel(world, args.channel_id);
    const session = findSession(world, channel.id, args.thread_ts ?? '');
    if (!session) throw new ApiError('session_not_found');
    session.title = args.title;
    world.changed();
    return {};
  },
});

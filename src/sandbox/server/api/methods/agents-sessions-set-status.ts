import { z } from 'zod';
import { setSession } from '../../world/sessions.ts';
import { defineMethod } from '../method.ts';
import { joinedChannel } from '../reach-channel.ts';

const NO_STOP = 'missing_agent_session_stopped_event_subscription';

/** Creates an agent session in a thread, or changes its state. `title` and initiator count on creation only. */
export const agentsSessionsSetStatus = defineMethod({
  name: 'agents.sessions.setStatus',
  scope: 'chat:write',
  tier: 3,
  args: z.object({
    channel_id: z.string(),
    status: z.enum(['processing', 'active', 'suspended', 'closed']),
    thread_ts: z.string().optional(),
    title: z.string().max(200).optional(),
    initiator_user_id: z.string().optional(),
  }),
  run(args, { world }) {
    const channel = joinedChannel(world, args.channel_id);
    setSession(world, {
      channel: channel.id,
      threadTs: args.thread_ts ?? '',
      status: args.status,
      title: args.title ?? '',
      initiator: args.initiator_user_id ?? '',
    });
    if (world.app.botEvents.includes('agent_session_stopped')) return {};
    return { warning: NO_STOP, response_metadata: { warnings: [NO_STOP] } };
  },
});

import { z } from 'zod';
import { appendChunks } from '../../streams/append-chunks.ts';
import { streamKey } from '../../streams/open-stream.ts';
import { readChunks } from '../../streams/stream-chunks.ts';
import { userById } from '../../world/find-user.ts';
import { addMessage } from '../../world/messages.ts';
import type { World } from '../../world/world.ts';
import { ApiError } from '../api-error.ts';
import { botMessage } from '../bot-message.ts';
import { defineMethod } from '../method.ts';
import { jsonText } from '../parse-args.ts';
import { postableChannel } from '../reach-channel.ts';
import { reachThread } from '../reach-thread.ts';

export const chatStartStream = defineMethod({
  name: 'chat.startStream',
  scope: 'chat:write',
  tier: 2,
  args: z.object({
    channel: z.string(),
    thread_ts: z.string(),
    markdown_text: z.string().optional(),
    chunks: jsonText.optional(),
    recipient_user_id: z.string().optional(),
    recipient_team_id: z.string().optional(),
    task_display_mode: z.enum(['timeline', 'plan']).optional(),
  }),
  run(args, { world }) {
    const channel = postableChannel(world, args.channel);
    const threadTs = reachThread(world, channel.id, args.thread_ts);
    if (channel.kind !== 'im') checkRecipient(world, args.recipient_user_id, args.recipient_team_id);
    const chunks = readChunks(args.markdown_text, args.chunks);
    const empty = {
      ...botMessage(world, channel.id, { text: '' }, threadTs),
      streaming_state: 'in_progress' as const,
    };
    const message = appendChunks(empty, chunks);
    world.volatile.streams.set(streamKey(channel.id, message.ts), {
      startedAt: world.now(),
      stoppedByUser: false,
    });
    addMessage(world, channel.id, message);
    return { channel: channel.id, ts: message.ts };
  },
});

/** In a channel Slack wants to know for whom the stream is. */
function checkRecipient(world: World, user: string | undefined, team: string | undefined): void {
  if (!user) throw new ApiError('missing_recipient_user_id');
  if (!team) throw new ApiError('missing_recipient_team_id');
  if (!userById(world, user)) throw new ApiError('user_not_found');
  if (team !== world.state.team.id) throw new ApiError('team_not_found');
}

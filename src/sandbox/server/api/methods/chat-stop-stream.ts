import { z } from 'zod';
import { giveIds } from '../../blocks/give-ids.ts';
import { notePings } from '../../pings/note-pings.ts';
import { appendChunks } from '../../streams/append-chunks.ts';
import { openStream, streamKey } from '../../streams/open-stream.ts';
import { readChunks, readFinalBlocks } from '../../streams/stream-chunks.ts';
import { changeMessage } from '../../world/messages.ts';
import { findSession } from '../../world/sessions.ts';
import { ApiError } from '../api-error.ts';
import { messageContent } from '../message-content.ts';
import { defineMethod } from '../method.ts';
import { jsonText } from '../parse-args.ts';
import { wireMessage } from '../wire-message.ts';

/** 50 blocks by chunks and 50 at the end. */
const MOST_BLOCKS = 100;

export const chatStopStream = defineMethod({
  name: 'chat.stopStream',
  scope: 'chat:write',
  tier: 2,
  args: z.object({
    channel: z.string(),
    ts: z.string(),
    markdown_text: z.string().optional(),
    chunks: jsonText.optional(),
    blocks: jsonText.optional(),
    metadata: jsonText.optional(),
    session_status: z.enum(['processing', 'active', 'suspended', 'closed']).optional(),
  }),
  run(args, { world }) {
    const { channel, message } = openStream(world, args.channel, args.ts);
    const grown = appendChunks(message, readChunks(args.markdown_text, args.chunks));
    const blocks = [...(grown.blocks ?? []), ...giveIds(readFinalBlocks(args.blocks))];
    if (blocks.length > MOST_BLOCKS) throw new ApiError('msg_blocks_too_many');
    const { metadata } = messageContent({ text: '-', metadata: args.metadata });
    const done = { ...grown, blocks, streaming_state: 'completed' as const, ...(metadata && { metadata }) };
    world.volatile.streams.delete(streamKey(channel.id, message.ts));
    changeMessage(world, channel.id, done);
    notePings(world, { ...done, channel: channel.id }, 'post');
    const session = findSession(world, channel.id, message.thread_ts ?? '');
    if (session && args.session_status) session.status = args.session_status;
    return { channel: channel.id, ts: message.ts, message: wireMessage(world, channel.id, done, true) };
  },
});

import { z } from 'zod';
import { appendChunks } from '../../streams/append-chunks.ts';
import { openStream } from '../../streams/open-stream.ts';
import { readChunks } from '../../streams/stream-chunks.ts';
import { changeMessage } from '../../world/messages.ts';
import { ApiError } from '../api-error.ts';
import { defineMethod } from '../method.ts';
import { jsonText } from '../parse-args.ts';

const MOST_BLOCKS = 50;

export const chatAppendStream = defineMethod({
  name: 'chat.appendStream',
  scope: 'chat:write',
  tier: 4,
  args: z.object({
    channel: z.string(),
    ts: z.string(),
    markdown_text: z.string().optional(),
    chunks: jsonText.optional(),
  }),
  run(args, { world }) {
    const { channel, message } = openStream(world, args.channel, args.ts);
    const chunks = readChunks(args.markdown_text, args.chunks);
    if (chunks.length === 0) throw new ApiError('no_text');
    const grown = appendChunks(message, chunks);
    if ((grown.blocks ?? []).length > MOST_BLOCKS) throw new ApiError('msg_blocks_too_many');
    changeMessage(world, channel.id, grown, true);
    return { channel: channel.id, ts: message.ts };
  },
});

import { z } from 'zod';
import type { Message } from '../../../wire/message.ts';
import { notePings } from '../../pings/note-pings.ts';
import { isStreaming } from '../../streams/open-stream.ts';
import { changeMessage } from '../../world/messages.ts';
import { nextTs } from '../../world/timestamps.ts';
import type { World } from '../../world/world.ts';
import { ApiError } from '../api-error.ts';
import { contentArgs, type MessageContent, messageContent } from '../message-content.ts';
import { defineMethod } from '../method.ts';
import { ownMessage } from '../own-message.ts';
import { wireMessage } from '../wire-message.ts';

const MOST_TEXT = 4_000;

export const chatUpdate = defineMethod({
  name: 'chat.update',
  scope: 'chat:write',
  tier: 3,
  args: z.object({ channel: z.string(), ts: z.string(), ...contentArgs }),
  run(args, { world }) {
    const { channel, message } = ownMessage(world, args.channel, args.ts, 'cant_update_message');
    if (channel.archived) throw new ApiError('is_inactive');
    if (isStreaming(world, channel.id, message)) throw new ApiError('streaming_state_conflict');
    if ((args.text ?? '').length > MOST_TEXT) throw new ApiError('msg_too_long');
    const kept = args.text === undefined && args.markdown_text === undefined && args.blocks === undefined;
    const content = messageContent(args);
    const updated = applied(
      world,
      message,
      kept ? { ...content, text: message.text, blocks: message.blocks } : content,
    );
    if (args.metadata === undefined && message.metadata) updated.metadata = message.metadata;
    changeMessage(world, channel.id, updated);
    notePings(world, { ...updated, channel: channel.id }, 'update');
    return {
      channel: channel.id,
      ts: message.ts,
      text: updated.text,
      message: wireMessage(world, channel.id, updated, true),
    };
  },
});

/**
 * Slack keeps what is not given: attachments always, blocks only when there is no new text. Only a message without
 * blocks gets the "(edited)" mark.
 */
function applied(world: World, old: Message, content: MessageContent): Message {
  const { blocks: _blocks, metadata: _metadata, edited: _edited, ...rest } = old;
  return {
    ...rest,
    text: content.text,
    ...(old.streaming_state && { streaming_state: 'completed' as const }),
    ...(content.attachments && { attachments: content.attachments }),
    ...(content.metadata && { metadata: content.metadata }),
    ...(content.blocks?.length
      ? { blocks: content.blocks }
      : { edited: { user: world.identity.botId, ts: nextTs(world) } }),
  };
}

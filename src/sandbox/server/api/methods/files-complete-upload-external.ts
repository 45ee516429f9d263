import { z } from 'zod';
import { notePings } from '../../pings/note-pings.ts';
import { addFile } from '../../world/files.ts';
import { addMessage } from '../../world/messages.ts';
import type { PendingUpload } from '../../world/uploads.ts';
import type { World } from '../../world/world.ts';
import { ApiError, detailedError } from '../api-error.ts';
import { botMessage } from '../bot-message.ts';
import { messageContent } from '../message-content.ts';
import { defineMethod } from '../method.ts';
import { jsonText } from '../parse-args.ts';
import { postableChannel } from '../reach-channel.ts';
import { reachThread } from '../reach-thread.ts';

const filesSchema = z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1);

/** Turns uploads into files, and posts them when a channel is named. */
export const filesCompleteUploadExternal = defineMethod({
  name: 'files.completeUploadExternal',
  scope: 'files:write',
  tier: 4,
  args: z.object({
    files: jsonText,
    channel_id: z.string().optional(),
    channels: z.string().optional(),
    thread_ts: z.string().optional(),
    initial_comment: z.string().optional(),
    blocks: jsonText.optional(),
  }),
  run(args, { world }) {
    const wanted = filesSchema.safeParse(args.files);
    if (!wanted.success)
      throw detailedError('invalid_arguments', ['must be an array of files [json-pointer:/files]']);
    const channelRef = args.channel_id ?? args.channels?.split(',')[0];
    const channel = channelRef ? postableChannel(world, channelRef) : undefined;
    const threadTs = channel && args.thread_ts ? reachThread(world, channel.id, args.thread_ts) : undefined;
    const files = wanted.data.map(({ id, title }) => {
      const upload = takeUpload(world, id);
      return addFile(world, {
        id,
        name: upload.filename,
        title: title ?? upload.filename,
        content: upload.content ?? '',
        user: world.identity.botUserId,
        ...(channel && { channel: channel.id }),
      });
    });
    if (channel) {
      const comment =
        args.blocks !== undefined || args.initial_comment
          ? messageContent({ text: args.initial_comment, blocks: args.blocks })
          : { text: '' };
      const message = { ...botMessage(world, channel.id, comment, threadTs), subtype: 'file_share', files };
      addMessage(world, channel.id, message);
      notePings(world, { ...message, channel: channel.id }, 'post');
    }
    return { files };
  },
});

function takeUpload(world: World, fileId: string): PendingUpload {
  const found = [...world.volatile.uploads].find(([, upload]) => upload.fileId === fileId);
  if (!found || found[1].content === undefined) throw new ApiError('file_not_found');
  world.volatile.uploads.delete(found[0]);
  return found[1];
}

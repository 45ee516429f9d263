import { z } from 'zod';
import { notePings } from '../../pings/note-pings.ts';
import { addMessage } from '../../world/messages.ts';
import { botMessage } from '../bot-message.ts';
import { contentArgs, messageContent } from '../message-content.ts';
import { defineMethod } from '../method.ts';
import { flag } from '../parse-args.ts';
import { postableChannel } from '../reach-channel.ts';
import { reachThread } from '../reach-thread.ts';
import { wireMessage } from '../wire-message.ts';

/** Slack cuts longer messages off without a word. */
const MOST_TEXT = 40_000;

export const chatPostMessage = defineMethod({
  name: 'chat.postMessage',
  scope: 'chat:write',
  tier: 'post',
  args: z.object({
    channel: z.string(),
    thread_ts: z.string().optional(),
    reply_broadcast: flag,
    username: z.string().optional(),
    ...contentArgs,
  }),
  run(args, { world }) {
    const channel = postableChannel(world, args.channel);
    const content = messageContent(args);
    const threadTs =
      args.thread_ts === undefined ? undefined : reachThread(world, channel.id, args.thread_ts);
    const message = botMessage(
      world,
      channel.id,
      { ...content, text: content.text.slice(0, MOST_TEXT) },
      threadTs,
    );
    if (threadTs && args.reply_broadcast) message.subtype = 'thread_broadcast';
    if (args.username && world.app.scopes.includes('chat:write.customize')) message.username = args.username;
    addMessage(world, channel.id, message);
    const linkNames = args.link_names || args.parse === 'full';
    notePings(world, { ...message, channel: channel.id, linkNames }, 'post');
    return { channel: channel.id, ts: message.ts, message: wireMessage(world, channel.id, message, true) };
  },
});

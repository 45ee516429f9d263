import { z } from 'zod';
import type { Json } from '../../wire/json.ts';
import { ApiError } from '../api/api-error.ts';
import { botMessage } from '../api/bot-message.ts';
import { type MessageContent, messageContent } from '../api/message-content.ts';
import { notePings } from '../pings/note-pings.ts';
import { deleteMessage } from '../world/delete-message.ts';
import { addEphemeral, removeEphemeral } from '../world/ephemerals.ts';
import { addMessage, changeMessage, messageAt } from '../world/messages.ts';
import type { ResponseUrl } from '../world/response-url.ts';
import type { World } from '../world/world.ts';

const responseSchema = z.object({
  text: z.string().optional(),
  blocks: z.json().optional(),
  attachments: z.json().optional(),
  metadata: z.json().optional(),
  response_type: z.enum(['in_channel', 'ephemeral']).optional(),
  replace_original: z.boolean().optional(),
  delete_original: z.boolean().optional(),
  thread_ts: z.string().optional(),
});

/** What the app answers to a command, or posts to a response_url. */
export type Response = z.infer<typeof responseSchema>;

/** @returns the response, or undefined when the app acknowledged without a word */
export function readResponse(body: Json | undefined): Response | undefined {
  if (typeof body === 'string') return { text: body };
  const response = responseSchema.safeParse(body).data;
  return response && Object.keys(response).length > 0 ? response : undefined;
}

/**
 * Shows a response: to the person alone, unless it says `in_channel`; in place of the original, if it says so.
 * @throws ApiError as chat.postMessage does for content that Slack does not take
 */
export function showResponse(world: World, url: ResponseUrl, response: Response): void {
  if (response.delete_original) deleteOriginal(world, url);
  else if (response.replace_original && url.original) replaceOriginal(world, url, messageContent(response));
  else showNew(world, url, response);
}

function showNew(world: World, url: ResponseUrl, response: Response): void {
  const inChannel = response.response_type === 'in_channel';
  const show = inChannel ? post : whisper;
  const ts = show(world, url, messageContent(response), response.thread_ts);
  url.original ??= { ts, ephemeral: !inChannel };
}

function post(world: World, { channel }: ResponseUrl, content: MessageContent, threadTs?: string): string {
  const message = botMessage(world, channel, content, threadTs);
  addMessage(world, channel, message);
  notePings(world, { ...message, channel }, 'post');
  return message.ts;
}

function whisper(
  world: World,
  { channel, user }: ResponseUrl,
  { text, blocks }: MessageContent,
  threadTs?: string,
): string {
  const ts = addEphemeral(world, {
    channel,
    to: user,
    user: world.identity.botUserId,
    text,
    blocks,
    threadTs,
  });
  notePings(world, { channel, ts, text, blocks }, 'ephemeral');
  return ts;
}

function deleteOriginal(world: World, { channel, user, original }: ResponseUrl): void {
  if (!original) throw new ApiError('message_not_found');
  if (original.ephemeral) {
    removeEphemeral(world, user, original.ts);
    return;
  }
  const message = messageAt(world, channel, original.ts);
  if (!message) throw new ApiError('message_not_found');
  deleteMessage(world, channel, message);
}

function replaceOriginal(
  world: World,
  { channel, user, original }: ResponseUrl,
  content: MessageContent,
): void {
  const { text, blocks } = content;
  const ts = original?.ts ?? '';
  if (original?.ephemeral) {
    const list = world.volatile.ephemerals;
    const index = list.findIndex((shown) => shown.to === user && shown.ts === ts);
    const shown = list[index];
    if (!shown) throw new ApiError('message_not_found');
    list[index] = { ...shown, text, blocks };
    notePings(world, { channel, ts, text, blocks }, 'ephemeral');
    world.changed();
    return;
  }
  const message = messageAt(world, channel, ts);
  if (!message) throw new ApiError('message_not_found');
  changeMessage(world, channel, { ...message, text, blocks });
  notePings(world, { channel, ts, text, blocks }, 'update');
}

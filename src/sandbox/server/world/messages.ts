import type { Message } from '../../wire/message.ts';
import { Refusal } from '../refusal.ts';
import { messageKey, noteRedraw } from './before-redraw.ts';
import type { World } from './world.ts';

/** @returns a channel's messages, oldest first, replies among them */
export function messagesOf(world: World, channelId: string): Message[] {
  world.state.messages[channelId] ??= [];
  return world.state.messages[channelId];
}

/** @returns the message with this ts, or undefined */
export function messageAt(world: World, channelId: string, ts: string): Message | undefined {
  return messagesOf(world, channelId).find((message) => message.ts === ts);
}

/**
 * @returns the message with this ts
 * @throws Refusal `message_not_found`
 */
export function findMessage(world: World, channelId: string, ts: string): Message {
  const found = messageAt(world, channelId, ts);
  if (!found) throw new Refusal('message_not_found', `There is no message ${ts} in ${channelId}.`);
  return found;
}

/** @returns the replies to a message, oldest first, without the message itself */
export function repliesOf(world: World, channelId: string, rootTs: string): Message[] {
  return messagesOf(world, channelId).filter(
    (message) => message.thread_ts === rootTs && message.ts !== rootTs,
  );
}

/** Adds a message. */
export function addMessage(world: World, channelId: string, message: Message): void {
  messagesOf(world, channelId).push(message);
  world.happen({ kind: 'message-posted', channel: channelId, message });
}

/** Replaces a message by its ts. With `silent` no event is made of it, as for the parts of a stream. */
export function changeMessage(world: World, channelId: string, message: Message, silent = false): void {
  const list = messagesOf(world, channelId);
  const index = list.findIndex((candidate) => candidate.ts === message.ts);
  const previous = list[index];
  if (!previous) return;
  list[index] = message;
  noteRedraw(world, messageKey(channelId, message.ts), previous.blocks);
  if (silent) world.changed();
  else world.happen({ kind: 'message-changed', channel: channelId, message, previous });
}

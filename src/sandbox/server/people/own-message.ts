import type { Channel } from '../../wire/channel.ts';
import type { Message } from '../../wire/message.ts';
import { Refusal } from '../refusal.ts';
import { writableChannel } from '../world/find-channel.ts';
import { findUser } from '../world/find-user.ts';
import { findMessage } from '../world/messages.ts';
import type { World } from '../world/world.ts';

/** @returns a message that the person wrote themselves @throws Refusal, `not_your_message` among others */
export function ownMessage(
  world: World,
  request: { user: string; channel: string; ts: string },
): { channel: Channel; message: Message } {
  const user = findUser(world, request.user);
  const channel = writableChannel(world, user.id, request.channel);
  const message = findMessage(world, channel.id, request.ts);
  if (message.user !== user.id || message.subtype === 'channel_join') {
    throw new Refusal('not_your_message', `${user.name} did not write that message.`);
  }
  return { channel, message };
}

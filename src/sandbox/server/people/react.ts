import type { ReactRequest } from '../../wire/person-requests.ts';
import { readableChannel } from '../world/find-channel.ts';
import { findUser } from '../world/find-user.ts';
import { findMessage } from '../world/messages.ts';
import { addReaction, removeReaction } from '../world/reactions.ts';
import type { World } from '../world/world.ts';

/** A person reacts to a message, or takes the same reaction back. `name` is without colons. */
export function react(world: World, request: ReactRequest): void {
  const user = findUser(world, request.user);
  const channel = readableChannel(world, user.id, request.channel);
  const message = findMessage(world, channel.id, request.ts);
  if (!addReaction(world, channel.id, message, request.name, user.id)) {
    removeReaction(world, channel.id, message, request.name, user.id);
  }
}

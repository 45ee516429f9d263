import type { ReadRequest } from '../../wire/person-requests.ts';
import { readableChannel } from '../world/find-channel.ts';
import { findUser } from '../world/find-user.ts';
import type { World } from '../world/world.ts';

/** Notes up to which message a person has read a channel; it only goes forward. */
export function markRead(world: World, request: ReadRequest): void {
  const user = findUser(world, request.user);
  const channel = readableChannel(world, user.id, request.channel);
  const read = world.state.read[user.id] ?? {};
  world.state.read[user.id] = read;
  if (Number(read[channel.id] ?? 0) >= Number(request.ts)) return;
  read[channel.id] = request.ts;
  world.changed();
}

import type { RemoveRequest } from '../../wire/person-requests.ts';
import { deleteMessage } from '../world/delete-message.ts';
import type { World } from '../world/world.ts';
import { ownMessage } from './own-message.ts';

/** A person deletes a message of their own. @throws Refusal as `ownMessage` */
export function remove(world: World, request: RemoveRequest): void {
  const { channel, message } = ownMessage(world, request);
  deleteMessage(world, channel.id, message);
}

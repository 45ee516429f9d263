import type { HomeRequest } from '../../wire/person-requests.ts';
import { directMessage } from '../world/direct-message.ts';
import { findUser } from '../world/find-user.ts';
import type { World } from '../world/world.ts';

/** A person opens the app's Home or Messages tab. */
export function openHome(world: World, request: HomeRequest): void {
  const user = findUser(world, request.user);
  const channel = directMessage(world, user.id);
  world.happen({ kind: 'home-opened', user: user.id, channel: channel.id, tab: request.tab ?? 'home' });
}

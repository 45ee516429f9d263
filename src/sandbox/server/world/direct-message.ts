import type { Channel } from '../../wire/channel.ts';
import { newId } from './ids.ts';
import type { World } from './world.ts';

/** @returns the direct message between a person and the app; it is made when there is none yet */
export function directMessage(world: World, userId: string): Channel {
  const found = world.state.channels.find((channel) => channel.kind === 'im' && channel.user === userId);
  if (found) return found;
  const made: Channel = {
    id: newId('D'),
    name: 'directmessage',
    kind: 'im',
    created: world.now(),
    creator: userId,
    members: [userId, world.identity.botUserId],
    archived: false,
    shared: false,
    topic: '',
    user: userId,
  };
  world.state.channels.push(made);
  world.changed();
  return made;
}

import type { Channel } from '../../wire/channel.ts';
import { Refusal } from '../refusal.ts';
import type { World } from './world.ts';

/**
 * @param ref an id, or a name such as "#llm-help" or "llm-help"
 * @returns that channel, whoever may see it
 * @throws Refusal `channel_not_found`
 */
export function findChannel(world: World, ref: string): Channel {
  const found = channelByRef(world, ref);
  if (!found) throw new Refusal('channel_not_found', `There is no channel ${ref} in the sandbox.`);
  return found;
}

/** @returns the channel with this id or name, or undefined */
export function channelByRef(world: World, ref: string): Channel | undefined {
  const name = ref.replace(/^#/, '');
  return world.state.channels.find(
    (channel) => channel.id === ref || (channel.kind !== 'im' && channel.name === name),
  );
}

/** @returns the channel if the user may read it: public, or one that they are a member of */
export function readableChannel(world: World, userId: string, ref: string): Channel {
  const channel = findChannel(world, ref);
  if (channel.kind === 'public' || channel.members.includes(userId)) return channel;
  throw new Refusal('channel_not_found', `${userId} does not see the channel ${ref}.`);
}

/** @returns the channel if the user may write in it: a member, and the channel is not archived */
export function writableChannel(world: World, userId: string, ref: string): Channel {
  const channel = readableChannel(world, userId, ref);
  if (!channel.members.includes(userId))
    throw new Refusal('not_in_channel', `${userId} has not joined ${ref}.`);
  if (channel.archived) throw new Refusal('is_archived', `${ref} is archived.`);
  return channel;
}

import type { Message } from '../../wire/message.ts';
import { changeMessage } from './messages.ts';
import type { World } from './world.ts';

/** Adds a reaction. @returns false when this user has given it already */
export function addReaction(
  world: World,
  channelId: string,
  message: Message,
  name: string,
  userId: string,
): boolean {
  const all = message.reactions ?? [];
  const users = all.find((reaction) => reaction.name === name)?.users ?? [];
  if (users.includes(userId)) return false;
  const added = { name, users: [...users, userId], count: users.length + 1 };
  const known = all.some((reaction) => reaction.name === name);
  const reactions = known
    ? all.map((reaction) => (reaction.name === name ? added : reaction))
    : [...all, added];
  changeMessage(world, channelId, { ...message, reactions }, true);
  world.happen({ kind: 'reaction-added', channel: channelId, user: userId, name, message });
  return true;
}

/** Takes a reaction back. @returns false when this user had not given it */
export function removeReaction(
  world: World,
  channelId: string,
  message: Message,
  name: string,
  userId: string,
): boolean {
  const all = message.reactions ?? [];
  if (!all.some((reaction) => reaction.name === name && reaction.users.includes(userId))) return false;
  const reactions = all
    .map((reaction) => (reaction.name === name ? without(reaction, userId) : reaction))
    .filter((reaction) => reaction.count > 0);
  changeMessage(world, channelId, { ...message, reactions }, true);
  return true;
}

function without(reaction: { name: string; users: string[] }, userId: string) {
  const users = reaction.users.filter((id) => id !== userId);
  return { name: reaction.name, users, count: users.length };
}

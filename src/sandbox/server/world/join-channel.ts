import type { Channel } from '../../wire/channel.ts';
import { addMessage } from './messages.ts';
import { nextTs } from './timestamps.ts';
import type { World } from './world.ts';

/**
 * Makes somebody a member, with the note in the channel that Slack writes about it.
 * @returns whether they were not a member before
 */
export function joinChannel(world: World, channel: Channel, userId: string, inviter?: string): boolean {
  if (channel.members.includes(userId)) return false;
  channel.members.push(userId);
  addMessage(world, channel.id, {
    type: 'message',
    subtype: 'channel_join',
    ts: nextTs(world),
    user: userId,
    text: `<@${userId}> has joined the channel`,
    ...(inviter && { inviter }),
  });
  world.happen({ kind: 'member-joined', channel: channel.id, user: userId, ...(inviter && { inviter }) });
  return true;
}

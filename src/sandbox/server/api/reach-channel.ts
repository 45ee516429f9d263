import type { Channel } from '../../wire/channel.ts';
import { directMessage } from '../world/direct-message.ts';
import { channelByRef } from '../world/find-channel.ts';
import { userById } from '../world/find-user.ts';
import type { World } from '../world/world.ts';
import { ApiError } from './api-error.ts';

/**
 * @returns the channel as far as the bot sees it: public ones, and those it is a member of
 * @throws ApiError `channel_not_found`, which is also Slack's word for a private channel without the bot
 */
export function visibleChannel(world: World, ref: string): Channel {
  const channel = channelByRef(world, ref);
  if (!channel || (channel.kind !== 'public' && !isMember(world, channel)))
    throw new ApiError('channel_not_found');
  return channel;
}

/**
 * @returns the channel in which the bot may write; a user's id stands for the direct message with them
 * @throws ApiError `channel_not_found`, `is_archived`, `not_in_channel`
 */
export function postableChannel(world: World, ref: string): Channel {
  const user = userById(world, ref);
  const channel = user && !user.isBot ? directMessage(world, user.id) : visibleChannel(world, ref);
  if (channel.archived) throw new ApiError('is_archived');
  if (!isMember(world, channel) && !world.app.scopes.includes('chat:write.public'))
    throw new ApiError('not_in_channel');
  return channel;
}

/** @returns the channel that the bot is a member of @throws ApiError `channel_not_found`, `not_in_channel` */
export function joinedChannel(world: World, ref: string): Channel {
  const channel = visibleChannel(world, ref);
  if (!isMember(world, channel)) throw new ApiError('not_in_channel');
  return channel;
}

function isMember(world: World, channel: Channel): boolean {
  return channel.members.includes(world.identity.botUserId);
}

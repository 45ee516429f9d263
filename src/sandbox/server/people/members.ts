import type { MemberRequest } from '../../wire/person-requests.ts';
import { Refusal } from '../refusal.ts';
import { readableChannel } from '../world/find-channel.ts';
import { findUser } from '../world/find-user.ts';
import { joinChannel } from '../world/join-channel.ts';
import type { World } from '../world/world.ts';

/** Adds somebody, or the app, to a channel that the user sees. @throws Refusal `channel_not_found`, `is_archived` */
export function addMember(world: World, request: MemberRequest): void {
  const by = findUser(world, request.user);
  const channel = readableChannel(world, by.id, request.channel);
  if (channel.archived) throw new Refusal('is_archived', `#${channel.name} is archived.`);
  const member = findUser(world, request.member);
  joinChannel(world, channel, member.id, by.id === member.id ? undefined : by.id);
}

/** Takes somebody, or the app, out of a channel. @throws Refusal `channel_not_found` */
export function removeMember(world: World, request: MemberRequest): void {
  const by = findUser(world, request.user);
  const channel = readableChannel(world, by.id, request.channel);
  const member = findUser(world, request.member);
  channel.members = channel.members.filter((id) => id !== member.id);
  world.changed();
}

import { wireUser } from '../api/wire-user.ts';
import { findChannel } from '../world/find-channel.ts';
import { findUser } from '../world/find-user.ts';
import type { Happening } from '../world/happening.ts';
import { nextTs } from '../world/timestamps.ts';
import type { World } from '../world/world.ts';
import type { AppEvent } from './app-event.ts';
import { changedEvents, deletedEvents, postedEvents } from './message-events.ts';
import { readScope } from './subscription.ts';

/** @returns the events that something gives rise to, before anyone asks whether the app wants them */
export function eventsOf(world: World, happening: Happening): AppEvent[] {
  switch (happening.kind) {
    case 'message-posted':
      return postedEvents(world, findChannel(world, happening.channel), happening.message);
    case 'message-changed':
      return changedEvents(
        world,
        findChannel(world, happening.channel),
        happening.message,
        happening.previous,
      );
    case 'message-deleted':
      return deletedEvents(world, findChannel(world, happening.channel), happening.previous);
    case 'home-opened':
      return homeOpened(world, happening);
    case 'member-joined':
      return memberJoined(world, happening);
    case 'reaction-added':
      return reactionAdded(world, happening);
    case 'user-changed':
      return userChanged(world, happening);
    case 'channel-archived':
      return archived(world, happening);
    case 'session-stopped':
      return sessionStopped(world, happening);
    case 'app-uninstalled':
      return [{ subscription: { name: 'app_uninstalled' }, event: { type: 'app_uninstalled' } }];
    case 'tokens-revoked': {
      const tokens = { oauth: [], bot: [world.identity.botUserId] };
      return [{ subscription: { name: 'tokens_revoked' }, event: { type: 'tokens_revoked', tokens } }];
    }
  }
}

type Of<Kind extends Happening['kind']> = Extract<Happening, { kind: Kind }>;

function homeOpened(world: World, { user, channel, tab }: Of<'home-opened'>): AppEvent[] {
  const view = tab === 'home' ? world.state.homes[user] : undefined;
  const event = {
    type: 'app_home_opened',
    user,
    channel,
    tab,
    event_ts: nextTs(world),
    ...(view && { view }),
  };
  return [{ subscription: { name: 'app_home_opened' }, event }];
}

function memberJoined(world: World, { user, channel: id, inviter }: Of<'member-joined'>): AppEvent[] {
  const channel = findChannel(world, id);
  const event = {
    type: 'member_joined_channel',
    user,
    channel: id,
    channel_type: channel.kind === 'private' ? 'G' : 'C',
    team: world.state.team.id,
    ...(inviter && { inviter }),
    event_ts: nextTs(world),
  };
  return [{ subscription: { name: 'member_joined_channel', scope: readScope(channel) }, channel: id, event }];
}

function reactionAdded(world: World, { user, channel, name, message }: Of<'reaction-added'>): AppEvent[] {
  const event = {
    type: 'reaction_added',
    user,
    reaction: name,
    item: { type: 'message', channel, ts: message.ts },
    item_user: message.user,
    event_ts: nextTs(world),
  };
  return [{ subscription: { name: 'reaction_added', scope: 'reactions:read' }, channel, event }];
}

/** Slack tells of every member of the workspace, wherever the app is. */
function userChanged(world: World, { user }: Of<'user-changed'>): AppEvent[] {
  const event = {
    type: 'user_change',
    user: wireUser(world, findUser(world, user)),
    cache_ts: Math.floor(world.now() / 1000),
    event_ts: nextTs(world),
  };
  return [{ subscription: { name: 'user_change', scope: 'users:read' }, event }];
}

/** Slack has a name of its own for the archiving of a private channel. */
function archived(world: World, { channel: id, user }: Of<'channel-archived'>): AppEvent[] {
  const channel = findChannel(world, id);
  const name = channel.kind === 'private' ? 'group_archive' : 'channel_archive';
  const event = { type: name, channel: id, user, is_moved: 0, event_ts: nextTs(world) };
  return [{ subscription: { name, scope: readScope(channel) }, channel: id, event }];
}

function sessionStopped(
  world: World,
  { channel, user, threadTs, streaming }: Of<'session-stopped'>,
): AppEvent[] {
  const event = {
    type: 'agent_session_stopped',
    channel,
    user,
    thread_ts: threadTs,
    streaming_message_ts: streaming,
    event_ts: nextTs(world),
  };
  return [{ subscription: { name: 'agent_session_stopped' }, channel, event }];
}

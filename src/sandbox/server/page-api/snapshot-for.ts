import type { Channel } from '../../wire/channel.ts';
import type { PageChannel, PageSession, PageSnapshot } from '../../wire/page-snapshot.ts';
import type { User } from '../../wire/user.ts';
import { mentionsInText } from '../pings/mentions-in.ts';
import { directMessage } from '../world/direct-message.ts';
import { messagesOf } from '../world/messages.ts';
import { modalsOf } from '../world/modals.ts';
import { shownStatuses } from '../world/statuses.ts';
import type { World } from '../world/world.ts';

/** A page draws no more messages of a channel than these, the latest. */
const MOST_MESSAGES = 500;

/** What the page needs to know beside the world. */
export interface PageOptions {
  hints: readonly string[];
  clockMovable: boolean;
  connection(): PageSnapshot['connection'];
}

/** @returns everything that one person sees */
export function snapshotFor(world: World, me: User, page: PageOptions): PageSnapshot {
  const dm = directMessage(world, me.id);
  const visible = world.state.channels.filter(
    (channel) => channel.members.includes(me.id) || channel.kind === 'public',
  );
  const open = new Set(visible.map((channel) => channel.id));
  return {
    me,
    team: world.state.team,
    users: world.state.users,
    app: {
      id: world.identity.appId,
      name: world.app.name,
      botUserId: world.identity.botUserId,
      dm: dm.id,
      commands: (world.app.commands ?? []).map(({ command, description = '', usageHint = '' }) => ({
        command,
        description,
        usageHint,
      })),
      shortcuts: (world.app.shortcuts ?? []).map(({ name, callbackId }) => ({ name, callbackId })),
    },
    channels: visible.map((channel) => pageChannel(world, me, channel)),
    messages: Object.fromEntries(visible.map(({ id }) => [id, messagesOf(world, id).slice(-MOST_MESSAGES)])),
    ephemerals: world.volatile.ephemerals.filter((ephemeral) => ephemeral.to === me.id),
    statuses: shownStatuses(world).filter((status) => open.has(status.channel)),
    sessions: world.state.sessions
      .filter(({ channel }) => open.has(channel))
      .map((session) => pageSession(world, session)),
    modals: modalsOf(world, me.id),
    home: world.state.homes[me.id] ?? null,
    prompts: world.state.prompts[dm.id] ?? null,
    connection: page.connection(),
    clock: { now: world.now(), movable: page.clockMovable },
    start: { channel: world.state.startChannel, hints: world.state.addressed ? [] : [...page.hints] },
  };
}

function pageChannel(world: World, me: User, channel: Channel): PageChannel {
  const lastRead = world.state.read[me.id]?.[channel.id] ?? '0';
  const joined = channel.members.includes(me.id);
  const news = joined
    ? messagesOf(world, channel.id).filter(
        (message) =>
          Number(message.ts) > Number(lastRead) &&
          message.user !== me.id &&
          message.subtype !== 'channel_join',
      )
    : [];
  const mentions = news.filter((message) =>
    mentionsInText(message.text).some(({ kind, target }) => kind === 'broadcast' || target === me.id),
  );
  return {
    ...channel,
    joined,
    appIsMember: channel.members.includes(world.identity.botUserId),
    unread: news.length,
    mentions: channel.kind === 'im' ? news.length : mentions.length,
    lastRead,
  };
}

function pageSession(world: World, session: World['state']['sessions'][number]): PageSession {
  const stoppable = session.status === 'processing' && world.app.botEvents.includes('agent_session_stopped');
  const { channel, threadTs, status, title } = session;
  return { channel, threadTs, status, title, stoppable };
}

import type { Carrier } from './delivery/carrier.ts';
import type { EventDispatcher } from './delivery/event-dispatcher.ts';
import type { SandboxReaders } from './sandbox.ts';
import { directMessage } from './world/direct-message.ts';
import { findChannel } from './world/find-channel.ts';
import { findUser } from './world/find-user.ts';
import { messagesOf } from './world/messages.ts';
import { modalsOf } from './world/modals.ts';
import { permalink } from './world/permalink.ts';
import { statusHistory } from './world/statuses.ts';
import type { World } from './world/world.ts';

/** @returns what tests look at in this world */
export function createReaders(world: World, carrier: Carrier, dispatcher: EventDispatcher): SandboxReaders {
  const { state, volatile } = world;
  return {
    channels: () => [...state.channels],
    channel: (ref) => findChannel(world, ref),
    users: () => [...state.users],
    user: (ref) => findUser(world, ref),
    messages: (ref, threadTs) =>
      messagesOf(world, findChannel(world, ref).id).filter(
        (message) => threadTs === undefined || message.ts === threadTs || message.thread_ts === threadTs,
      ),
    ephemerals: (ref) => volatile.ephemerals.filter(({ to }) => to === findUser(world, ref).id),
    views: (ref) => modalsOf(world, findUser(world, ref).id).map(({ view }) => view),
    home: (ref) => state.homes[findUser(world, ref).id],
    statuses: () => statusHistory(world),
    sessions: () => [...state.sessions],
    prompts: (ref) => state.prompts[directMessage(world, findUser(world, ref).id).id],
    requests: (method) => volatile.requests.filter((call) => method === undefined || call.method === method),
    deliveries: () => dispatcher.deliveries(),
    pings: () => [...volatile.pings],
    sockets: () => (carrier.mode === 'socket' ? carrier.connections() : 0),
    permalink: (ref, ts) => permalink(world, findChannel(world, ref).id, ts),
  };
}

import type { EventDispatcher } from '../delivery/event-dispatcher.ts';
import { channelByRef } from '../world/find-channel.ts';
import type { World } from '../world/world.ts';
import { eventEnvelope } from './event-envelope.ts';
import { eventsOf } from './events-of.ts';
import { subscribed } from './subscription.ts';

/**
 * Sends the app what it has subscribed to, from channels that it is a member of.
 * @returns a function that stops it
 */
export function sendEvents(world: World, dispatcher: EventDispatcher): () => void {
  return world.onHappening((happening) => {
    for (const { event, channel, subscription } of eventsOf(world, happening)) {
      if (!subscribed(world, subscription) || !reaches(world, channel)) continue;
      const shared = channel !== undefined && (channelByRef(world, channel)?.shared ?? false);
      dispatcher.dispatch(eventEnvelope(world, event, shared));
    }
  });
}

function reaches(world: World, channel: string | undefined): boolean {
  if (channel === undefined) return true;
  return channelByRef(world, channel)?.members.includes(world.identity.botUserId) ?? false;
}

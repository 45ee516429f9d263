import type { Channel } from '../../wire/channel.ts';
import type { World } from '../world/world.ts';

/** An event type as it is subscribed to, and the scope without which Slack does not send it. */
export interface Subscription {
  name: string;
  scope?: string;
}

/** @returns whether the app gets events of this subscription */
export function subscribed(world: World, { name, scope }: Subscription): boolean {
  return world.app.botEvents.includes(name) && (scope === undefined || world.app.scopes.includes(scope));
}

const MESSAGES: Record<Channel['kind'], Required<Subscription>> = {
  public: { name: 'message.channels', scope: 'channels:history' },
  private: { name: 'message.groups', scope: 'groups:history' },
  im: { name: 'message.im', scope: 'im:history' },
};

/** @returns the subscription that brings the messages of a channel */
export function messageSubscription(channel: Channel): Subscription {
  return MESSAGES[channel.kind];
}

/** @returns the scope for facts about a channel, such as who joined it */
export function readScope(channel: Channel): string {
  return channel.kind === 'private' ? 'groups:read' : 'channels:read';
}

const TYPES = { public: 'channel', private: 'group', im: 'im' } as const;

/** @returns Slack's `channel_type` */
export function channelType(channel: Channel): string {
  return TYPES[channel.kind];
}

import type { Channel } from '../../wire/channel.ts';
import type { World } from '../world/world.ts';
import { ApiError } from './api-error.ts';

const PREFIX = { public: 'channels', private: 'groups', im: 'im' } as const;

/** @throws ApiError `missing_scope` with what is needed and what there is */
export function needScope(world: World, scope: string): void {
  if (world.app.scopes.includes(scope)) return;
  throw new ApiError('missing_scope', { needed: scope, provided: world.app.scopes.join(',') });
}

/** @returns the scope for reading a channel's facts or its messages */
export function channelScope(channel: Pick<Channel, 'kind'>, what: 'read' | 'history'): string {
  return `${PREFIX[channel.kind]}:${what}`;
}

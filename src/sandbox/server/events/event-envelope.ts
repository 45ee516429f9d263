import { randomBytes } from 'node:crypto';
import type { JsonObject } from '../../wire/json.ts';
import { newId } from '../world/ids.ts';
import type { World } from '../world/world.ts';

/** @returns an event in the envelope of the Events API */
export function eventEnvelope(world: World, event: JsonObject, sharedChannel: boolean): JsonObject {
  const { identity, state } = world;
  const authorization = {
    enterprise_id: null,
    team_id: state.team.id,
    user_id: identity.botUserId,
    is_bot: true,
    is_enterprise_install: false,
  };
  return {
    token: 'sandbox-verification-token',
    team_id: state.team.id,
    context_team_id: state.team.id,
    context_enterprise_id: null,
    api_app_id: identity.appId,
    event,
    type: 'event_callback',
    event_id: newId('Ev'),
    event_time: Math.floor(world.now() / 1_000),
    authorizations: [authorization],
    is_ext_shared_channel: sharedChannel,
    event_context: `4-${randomBytes(12).toString('base64url')}`,
  };
}

import type { JsonObject } from '../../wire/json.ts';
import type { User } from '../../wire/user.ts';
import type { World } from '../world/world.ts';

/** @returns the members that every interaction payload has */
export function interactionBase(world: World, type: string, user: User): JsonObject {
  return {
    type,
    team: { id: world.state.team.id, domain: world.state.team.domain },
    user: { id: user.id, name: user.name, username: user.name, team_id: world.state.team.id },
    api_app_id: world.identity.appId,
    token: 'sandbox-verification-token',
    enterprise: null,
    is_enterprise_install: false,
  };
}

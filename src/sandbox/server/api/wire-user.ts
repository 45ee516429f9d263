import type { JsonObject } from '../../wire/json.ts';
import type { User } from '../../wire/user.ts';
import { offsetSeconds } from '../text/time-zone.ts';
import type { World } from '../world/world.ts';

/** @returns a user as users.info shows them */
export function wireUser(world: World, user: User): JsonObject {
  const image = `${world.url}/sandbox/avatars/${user.id}.svg`;
  return {
    id: user.id,
    team_id: world.state.team.id,
    name: user.name,
    real_name: user.realName,
    deleted: user.deleted ?? false,
    color: user.color,
    tz: user.tz,
    tz_label: user.tz,
    tz_offset: offsetSeconds(user.tz, world.now()),
    locale: 'en-US',
    is_admin: user.isAdmin ?? false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: user.isBot,
    is_app_user: false,
    updated: 0,
    profile: {
      real_name: user.realName,
      real_name_normalized: user.realName,
      display_name: user.realName,
      display_name_normalized: user.realName,
      image_24: image,
      image_48: image,
      image_72: image,
      team: world.state.team.id,
      ...(user.isBot && { bot_id: world.identity.botId, api_app_id: world.identity.appId }),
    },
  };
}

import type { ZoneRequest } from '../../wire/person-requests.ts';
import { Refusal } from '../refusal.ts';
import { isTimeZone } from '../text/time-zone.ts';
import { findUser } from '../world/find-user.ts';
import type { World } from '../world/world.ts';

/**
 * Somebody is in another time zone from now on, as their Slack profile says.
 * @throws Refusal `user_not_found`, `invalid_time_zone`
 */
export function changeZone(world: World, { user: ref, tz }: ZoneRequest): void {
  const user = findUser(world, ref);
  if (!isTimeZone(tz)) throw new Refusal('invalid_time_zone', `There is no time zone ${tz}.`);
  user.tz = tz;
  world.happen({ kind: 'user-changed', user: user.id });
  world.changed();
}

import { findUser } from '../world/find-user.ts';
import type { World } from '../world/world.ts';

/** Deactivates a person's account: users.info tells so. @throws Refusal `user_not_found` */
export function deactivateUser(world: World, ref: string): void {
  findUser(world, ref).deleted = true;
  world.changed();
}

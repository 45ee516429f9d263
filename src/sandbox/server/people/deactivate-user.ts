import { findUser } from '../world/find-user.ts';
import type { World } from '../world/world.ts';

/** Deactivates a person's account: users.info tells so, and the app is told. @throws Refusal `user_not_found` */
export function deactivateUser(world: World, ref: string): void {
  const user = findUser(world, ref);
  user.deleted = true;
  world.happen({ kind: 'user-changed', user: user.id });
  world.changed();
}

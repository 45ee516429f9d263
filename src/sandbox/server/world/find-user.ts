import type { User } from '../../wire/user.ts';
import { Refusal } from '../refusal.ts';
import type { World } from './world.ts';

/**
 * @param ref an id, or a name such as "ana", "@ana" or "Tune or Not"
 * @returns that user
 * @throws Refusal `user_not_found`
 */
export function findUser(world: World, ref: string): User {
  const name = ref.replace(/^@/, '').toLowerCase();
  const found = world.state.users.find(
    (user) => user.id === ref || user.name === name || user.realName.toLowerCase() === name,
  );
  if (!found) throw new Refusal('user_not_found', `There is no user ${ref} in the sandbox.`);
  return found;
}

/** @returns the user with this id, or undefined */
export function userById(world: World, id: string): User | undefined {
  return world.state.users.find((user) => user.id === id);
}

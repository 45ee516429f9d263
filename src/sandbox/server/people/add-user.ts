import { Refusal } from '../refusal.ts';
import { newId } from '../world/ids.ts';
import type { World } from '../world/world.ts';

const COLORS = ['2f855a', '6b46c1', 'b83280', '2c7a7b', '975a16'];

/** Adds a person to the workspace, in no channel yet. @returns their id @throws Refusal `name_taken` */
export function addUser(world: World, person: { name: string; realName?: string; tz?: string }): string {
  const { users } = world.state;
  if (users.some((user) => user.name === person.name))
    throw new Refusal('name_taken', `There is a user ${person.name}.`);
  const id = newId('U');
  const realName = person.realName ?? person.name.charAt(0).toUpperCase() + person.name.slice(1);
  const color = COLORS[users.length % COLORS.length] ?? '2f855a';
  users.push({ id, name: person.name, realName, tz: person.tz ?? 'Etc/UTC', color, isBot: false });
  world.changed();
  return id;
}

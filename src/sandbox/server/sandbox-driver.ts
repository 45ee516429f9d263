import { addUser } from './people/add-user.ts';
import { deactivateUser } from './people/deactivate-user.ts';
import type { People } from './people/people.ts';
import { revokeTokens, uninstallApp } from './people/uninstall.ts';
import type { SandboxDriver } from './sandbox.ts';
import { directMessage } from './world/direct-message.ts';
import { findUser } from './world/find-user.ts';
import type { World } from './world/world.ts';

/** @returns what tests do as people, in this world */
export function createDriver(world: World, people: People): SandboxDriver {
  return {
    ...people,
    openHome: (user, tab = 'home') => people.openHome({ user, tab }),
    dm: (user) => directMessage(world, findUser(world, user).id).id,
    addUser: (user) => addUser(world, user),
    deactivateUser: (user) => deactivateUser(world, user),
    uninstall: () => uninstallApp(world),
    revokeTokens: () => revokeTokens(world),
    reinstall: () => {
      world.identity.active = true;
      world.changed();
    },
  };
}

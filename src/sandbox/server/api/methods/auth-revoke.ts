import { z } from 'zod';
import { uninstallApp } from '../../people/uninstall.ts';
import { defineMethod } from '../method.ts';

/** With its only token gone, the app is in the workspace no more. */
export const authRevoke = defineMethod({
  name: 'auth.revoke',
  tier: 'special',
  args: z.object({}),
  run(_args, { world }) {
    uninstallApp(world);
    return { revoked: true };
  },
});

import { z } from 'zod';
import { defineMethod } from '../method.ts';

export const appsConnectionsOpen = defineMethod({
  name: 'apps.connections.open',
  token: 'app',
  tier: 'special',
  args: z.object({}),
  run: (_args, api) => ({ url: api.openSocketUrl() }),
});

import { z } from 'zod';
import { defineMethod } from '../method.ts';

export const authTest = defineMethod({
  name: 'auth.test',
  tier: 'special',
  args: z.object({}),
  run(_args, { world }) {
    const bot = world.state.users.find((user) => user.id === world.identity.botUserId);
    return {
      url: `${world.url}/`,
      team: world.state.team.name,
      user: bot?.name ?? '',
      team_id: world.state.team.id,
      user_id: world.identity.botUserId,
      bot_id: world.identity.botId,
      is_enterprise_install: false,
    };
  },
});

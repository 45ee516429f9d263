import { z } from 'zod';
import { ApiError } from '../api-error.ts';
import { defineMethod } from '../method.ts';

export const apiTest = defineMethod({
  name: 'api.test',
  token: 'none',
  tier: 4,
  args: z.object({ error: z.string().optional(), foo: z.string().optional() }),
  run({ error, foo }) {
    if (error) throw new ApiError(error, { args: { error } });
    return { args: foo === undefined ? {} : { foo } };
  },
});

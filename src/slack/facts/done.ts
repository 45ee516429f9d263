import { z } from 'zod';

/** What somebody did with facts in the list, by key; the case shows it a moment later, the list at once. */
export const Done = z.record(z.string(), z.enum(['confirmed', 'settled', 'changed', 'added', 'removed']));
export type Done = z.infer<typeof Done>;

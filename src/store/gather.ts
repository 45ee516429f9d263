import { sql } from 'kysely';

/** Until when to gather, from now on. */
export const gatherUntil = (gatherMs: number) => sql<Date>`now() + ${`${gatherMs} milliseconds`}::interval`;

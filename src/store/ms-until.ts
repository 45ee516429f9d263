import { sql } from 'kysely';

/** How many milliseconds it is until the time in a column; 0 when it has come, and where there is none. */
export const msUntil = (column: string) =>
  sql<number>`greatest(0, coalesce(extract(epoch from ${sql.ref(column)} - now()) * 1000, 0))::float8`;

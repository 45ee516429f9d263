import { type RawBuilder, sql } from 'kysely';

/**
 * That the app was not removed from a row's workspace. What waits of one that it was removed from waits until the app is
 * back, or until all of it is deleted.
 * @param workspace the column, such as cases.workspace
 */
export const isHere = (workspace: string): RawBuilder<boolean> => sql<boolean>`not exists (
  select from installations gone where gone.workspace = ${sql.ref(workspace)} and gone.removed_at is not null)`;

import { type RawBuilder, sql } from 'kysely';

/** That a row is in a workspace; without one, any row is. @param column such as outbox.workspace */
export const inWorkspace = (column: string, workspace: string | undefined): RawBuilder<boolean> =>
  workspace === undefined ? sql<boolean>`true` : sql<boolean>`${sql.ref(column)} = ${workspace}`;

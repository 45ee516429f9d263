import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';

/** Workspaces that the app was removed from before a time, and of which something is still kept. */
export async function workspacesToPurge(db: Kysely<Tables>, removedBefore: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('installations')
    .select('workspace')
    .where('removed_at', '<=', removedBefore)
    .orderBy('removed_at')
    .execute();
  return rows.map(({ workspace }) => workspace);
}

/**
 * Deletes all that any table holds of a workspace, in one transaction, and last that the app ever was there. Which tables
 * those are is asked of the database, so that none that is added one day is left out.
 * @returns false when the app is back meanwhile: then nothing was deleted
 */
export async function purgeWorkspace(
  db: Kysely<Tables>,
  workspace: string,
  removedBefore: Date,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const gone = await trx
      .deleteFrom('installations')
      .where('workspace', '=', workspace)
      .where('removed_at', '<=', removedBefore)
      .executeTakeFirst();
    if (gone.numDeletedRows === 0n) return false;
    // Cases first: most of the others go with them.
    await trx.deleteFrom('cases').where('workspace', '=', workspace).execute();
    for (const table of await tablesWithWorkspace(trx))
      await sql`delete from ${sql.table(table)} where workspace = ${workspace}`.execute(trx);
    return true;
  });
}

async function tablesWithWorkspace(trx: Kysely<Tables>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.columns join information_schema.tables
      using (table_schema, table_name)
    where table_schema = current_schema() and column_name = 'workspace' and table_type = 'BASE TABLE'
    order by 1`.execute(trx);
  return rows.map(({ name }) => name);
}

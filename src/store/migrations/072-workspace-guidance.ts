import { type Kysely, sql } from 'kysely';

/** The folders of guidance that a workspace chose, by the names that the operator gave them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table workspace_settings add column guidance text[] not null default '{}'`.execute(db);
}

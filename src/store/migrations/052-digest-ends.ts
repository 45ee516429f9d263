import { type Kysely, sql } from 'kysely';

/** How a line of a sent digest came to an end, so that it is drawn without its menu. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table digest_lines add column ended text`.execute(db);
}

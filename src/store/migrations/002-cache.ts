import { type Kysely, sql } from 'kysely';

/** What may be lost, in the shape that Keyv's adapter would give it; made here, so that it is there from the start. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table if not exists cache (key varchar(255) primary key, value text)`.execute(db);
}

import { type Kysely, sql } from 'kysely';

/** When the token of an installation ends, where Slack lets tokens end; null where it does not. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table installations add column expires_at timestamptz`.execute(db);
}

import { type Kysely, sql } from 'kysely';

/**
 * When the token of an installation ends, where Slack lets tokens end (null where it does not), and until when somebody
 * is getting a new one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table installations add column expires_at timestamptz, add column renewing_until timestamptz`.execute(
    db,
  );
}

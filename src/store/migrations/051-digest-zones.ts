import { type Kysely, sql } from 'kysely';

/**
 * Which digests go by the time zone of who set them up. It is a moment, not a flag: an older replica that changes a digest
 * sets `set_up_at` and not this, so that what somebody chose there is never taken for their own zone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table digests add column own_zone_at timestamptz`.execute(db);
}

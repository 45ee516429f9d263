import { type Kysely, sql } from 'kysely';

/**
 * The workspaces that the app is or was installed in. Tokens are sealed under a key that the database does not hold, and
 * go when the app is removed; the row stays until all of the workspace is deleted.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table installations (
      workspace text primary key,
      generation uuid not null,
      sealed text,
      key_id text generated always as (split_part(sealed, ':', 1)) stored,
      bot_user_id text,
      url text,
      installed_at timestamptz not null,
      removed_at timestamptz,
      check ((sealed is null) = (removed_at is not null))
    )`.execute(db);
  await sql`create index installations_removed on installations (removed_at) where removed_at is not null`.execute(
    db,
  );
}

import { type Kysely, sql } from 'kysely';

/**
 * A schema may be one version newer than the process that uses it, while replicas are replaced one by one: migrations
 * add, and what they add has defaults. One that takes away what the version before it still needs, comes only with the
 * version after, and raises the floor: the migration that a process must know at least.
 * It is a comment on the table of migrations, so that every version can read it.
 */
export async function raiseFloor<DB>(db: Kysely<DB>, migration: string): Promise<void> {
  await sql`comment on table kysely_migration is ${sql.lit(`${MARK}${migration}`)}`.execute(db);
}

const MARK = 'needs ';

/** The migration that a process must know to work with this schema; undefined when any does. */
export async function floorOf<DB>(db: Kysely<DB>): Promise<string | undefined> {
  const { rows } = await sql<{ comment: string | null }>`
    select obj_description(to_regclass('kysely_migration'), 'pg_class') as comment`.execute(db);
  const comment = rows[0]?.comment;
  return comment?.startsWith(MARK) ? comment.slice(MARK.length) : undefined;
}

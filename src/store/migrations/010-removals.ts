import { type Kysely, sql } from 'kysely';

/** People may take a fact out; that is recorded among the statements, so that what was said before stays without effect. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table statements
      drop constraint statements_state_check,
      add constraint statements_state_check check (state in ('stated', 'inferred', 'corrected', 'removed'))`.execute(
    db,
  );
}

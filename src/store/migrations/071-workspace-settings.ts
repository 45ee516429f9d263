import { type Kysely, sql } from 'kysely';

/** What a workspace chose among what the operator allows; null: as the operator has it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table workspace_settings (
      workspace text primary key,
      model text,
      daily_tokens bigint check (daily_tokens >= 0),
      retention_days integer check (retention_days > 0),
      editors text[] not null default '{}',
      version integer not null,
      changed_by text not null,
      changed_at timestamptz not null
    )`.execute(db);
}

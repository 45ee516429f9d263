import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** The workspaces that the app is or was installed in. */
export interface InstallationsTable {
  workspace: string;
  /** A new one with each installation, so that news of an earlier one does no harm. */
  generation: string;
  /** Its tokens, sealed; null once it was removed. */
  sealed: string | null;
  /** The key that seals them, taken from them by the database. */
  key_id: GeneratedAlways<string | null>;
  bot_user_id: string | null;
  /** The workspace's address, ending in a slash. */
  url: string | null;
  installed_at: Date;
  /** When its token ends; null where it does not end by itself. */
  expires_at: Generated<Date | null>;
  /** Until then somebody is getting a new one. */
  renewing_until: Generated<Date | null>;
  removed_at: Generated<Date | null>;
}

/** What workspaces chose among what the operator allows; null: as the operator has it. */
export interface WorkspaceSettingsTable {
  workspace: string;
  model: string | null;
  /** A bigint, which comes as text. */
  daily_tokens: ColumnType<string | null, number | null, number | null>;
  retention_days: number | null;
  guidance: string[];
  editors: string[];
  version: number;
  changed_by: string;
  changed_at: Date;
}

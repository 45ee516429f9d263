import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** Chosen in place of a model: nothing leaves the server. */
export const OFFLINE = 'offline';

/** What the operator lets workspaces choose among. */
export interface Offered {
  /** Models by name, the usual one first; empty where none is set up. */
  models: readonly string[];
  /** The most tokens a day. */
  dailyTokens: number;
  /** The most days that text is kept. */
  retentionDays: number;
  /** Names of folders of guidance, in the operator's order; empty where none is listed. */
  guidance: readonly string[];
}

/** What a workspace chose; undefined: as the operator has it. */
export interface Chosen {
  /** One of the models, or OFFLINE. */
  model: string | undefined;
  dailyTokens: number | undefined;
  retentionDays: number | undefined;
  /** Names of folders of guidance that count beside what counts everywhere; also of such as are not offered now. */
  guidance: readonly string[];
  /** Who may change these settings beside the workspace's admins. */
  editors: readonly string[];
}

/** A choice as it stands. */
export interface StoredChoice extends Chosen {
  /** Counts changes; 0 where nothing was chosen yet. */
  version: number;
  changedBy: string | undefined;
}

/** What counts in a workspace now. */
export interface Settings {
  /** Undefined: it is read offline. */
  model: string | undefined;
  dailyTokens: number;
  retentionDays: number;
  /** Names of folders of guidance, in the operator's order. */
  guidance: readonly string[];
}

/** Nothing was chosen yet. */
export const UNCHOSEN: StoredChoice = {
  model: undefined,
  dailyTokens: undefined,
  retentionDays: undefined,
  guidance: [],
  editors: [],
  version: 0,
  changedBy: undefined,
};

/** What a workspace chose, as it stands. */
export async function loadChoice(db: Kysely<Tables>, workspace: string): Promise<StoredChoice> {
  const row = await db
    .selectFrom('workspace_settings')
    .select(['model', 'daily_tokens', 'retention_days', 'guidance', 'editors', 'version', 'changed_by'])
    .where('workspace', '=', workspace)
    .executeTakeFirst();
  if (!row) return UNCHOSEN;
  return {
    model: row.model ?? undefined,
    dailyTokens: row.daily_tokens === null ? undefined : Number(row.daily_tokens),
    retentionDays: row.retention_days ?? undefined,
    guidance: row.guidance,
    editors: row.editors,
    version: row.version,
    changedBy: row.changed_by,
  };
}

/**
 * Keeps what a workspace chose.
 * @param version of the choice that was shown to who changes it
 * @returns false when somebody changed it meanwhile: then nothing is kept
 */
export async function saveChoice(
  db: Kysely<Tables>,
  workspace: string,
  { model, dailyTokens, retentionDays, guidance, editors }: Chosen,
  { version, by, at }: { version: number; by: string; at: Date },
): Promise<boolean> {
  const row = {
    model: model ?? null,
    daily_tokens: dailyTokens ?? null,
    retention_days: retentionDays ?? null,
    guidance: [...guidance],
    editors: [...editors],
    version: version + 1,
    changed_by: by,
    changed_at: at,
  };
  const { numInsertedOrUpdatedRows: kept = 0n } = await db
    .insertInto('workspace_settings')
    .values({ workspace, ...row })
    .onConflict((conflict) =>
      conflict.column('workspace').doUpdateSet(row).where('workspace_settings.version', '=', version),
    )
    .executeTakeFirstOrThrow();
  return kept > 0n;
}

/**
 * What counts: never more than the operator allows by now, and of models and guidance only what is still offered; a
 * choice of reading offline stands in any case.
 */
export function settingsFrom(chosen: Chosen, offered: Offered): Settings {
  const [usual] = offered.models;
  const model = chosen.model === undefined || !offered.models.includes(chosen.model) ? usual : chosen.model;
  return {
    model: chosen.model === OFFLINE ? undefined : model,
    dailyTokens: Math.min(chosen.dailyTokens ?? offered.dailyTokens, offered.dailyTokens),
    retentionDays: Math.min(chosen.retentionDays ?? offered.retentionDays, offered.retentionDays),
    guidance: offered.guidance.filter((name) => chosen.guidance.includes(name)),
  };
}

/** Workspaces that keep text for less time than the operator would. */
export async function shorterRetentions(
  db: Kysely<Tables>,
  days: number,
): Promise<{ workspace: string; days: number }[]> {
  const rows = await db
    .selectFrom('workspace_settings')
    .select(['workspace', 'retention_days'])
    .where('retention_days', '<', days)
    .execute();
  return rows.flatMap(({ workspace, retention_days: shorter }) =>
    shorter === null ? [] : [{ workspace, days: shorter }],
  );
}

import type { Kysely } from 'kysely';
import { DAY_MS } from './clock.ts';
import type { Config } from './config.ts';
import type { Tables } from './store/tables.ts';
import { loadChoice, type Offered, type Settings, settingsFrom } from './store/workspace-settings.ts';

/** What counts in each workspace, within what the operator allows. */
export interface WorkspaceChoices {
  offered: Offered;
  /** Asked of the database each time, so that a change counts from the next turn on. */
  of(workspace: string): Promise<Settings>;
  /** How long text of a workspace is kept, in milliseconds. */
  retentionMs(workspace: string): Promise<number>;
}

export function workspaceChoices(config: Config, db: Kysely<Tables>): WorkspaceChoices {
  const { llm, models, retentionDays, workspaceGuidance } = config;
  const offered = {
    models: llm ? models : [],
    dailyTokens: llm?.dailyTokenLimit ?? 0,
    retentionDays,
    guidance: workspaceGuidance.map(({ name }) => name),
  };
  const of = async (workspace: string): Promise<Settings> =>
    settingsFrom(await loadChoice(db, workspace), offered);
  return {
    offered,
    of,
    retentionMs: async (workspace) => (await of(workspace)).retentionDays * DAY_MS,
  };
}

/** What is read by whom, what is sent and what is kept, for `/finetune help`. */
export function readerText({ llm }: Pick<Config, 'llm'>, { model, retentionDays }: Settings): string {
  const kept = `It is deleted here after ${retentionDays} days, or when you say \`/finetune forget\`.`;
  if (!llm || model === undefined) return `No model reads it: it stays on this server. ${kept}`;
  const where = llm.baseUrl ? new URL(llm.baseUrl).host : 'OpenAI';
  return [
    `A model (${model} at ${where}) reads it: it is sent the text of these messages, with e-mail addresses, phone, card and account numbers, keys and passwords masked and people as P1, P2; then the facts found and the guidance they meet, for a summary and for a plan.`,
    'It is not sent names, ids, channels, files or other threads. Its answers are kept for a day at most, with the case they belong to, so that the same is not asked twice.',
    kept,
  ].join(' ');
}

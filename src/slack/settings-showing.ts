import type { Kysely } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Tables } from '../store/tables.ts';
import type { Offered } from '../store/workspace-settings.ts';
import type { Identities } from './identities.ts';
import type { Names } from './names.ts';

/** What it takes to show and change a workspace's settings. */
export interface SettingsShowing {
  db: Kysely<Tables>;
  identities: Identities;
  names: Names;
  clock: Clock;
  offered: Offered;
  /** Lets go of what is cached of a workspace; Slack has it too. It never fails. */
  uncache(workspace: string): Promise<void>;
}

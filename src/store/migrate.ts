import { type Kysely, type Migration, Migrator, sql } from 'kysely';
import { UserError } from '../user-error.ts';
import * as cases from './migrations/001-cases.ts';
import * as cache from './migrations/002-cache.ts';
import * as trouble from './migrations/003-trouble.ts';
import * as removals from './migrations/010-removals.ts';
import * as steps from './migrations/020-steps.ts';
import * as decisions from './migrations/021-decisions.ts';
import * as feedback from './migrations/022-feedback.ts';
import * as threads from './migrations/030-threads.ts';
import * as forgetting from './migrations/040-forgetting.ts';
import * as caseLists from './migrations/041-case-lists.ts';
import * as digests from './migrations/050-digests.ts';
import * as digestZones from './migrations/051-digest-zones.ts';
import * as digestEnds from './migrations/052-digest-ends.ts';
import * as usage from './migrations/060-usage.ts';
import * as installations from './migrations/070-installations.ts';
import * as workspaceSettings from './migrations/071-workspace-settings.ts';
import type { Tables } from './tables.ts';

const MIGRATIONS: Record<string, Migration> = {
  '001-cases': cases,
  '002-cache': cache,
  '003-trouble': trouble,
  '010-removals': removals,
  '020-steps': steps,
  '021-decisions': decisions,
  '022-feedback': feedback,
  '030-threads': threads,
  '040-forgetting': forgetting,
  '041-case-lists': caseLists,
  '050-digests': digests,
  '051-digest-zones': digestZones,
  '052-digest-ends': digestEnds,
  '060-usage': usage,
  '070-installations': installations,
  '071-workspace-settings': workspaceSettings,
};

const migratorOf = (db: Kysely<Tables>): Migrator =>
  new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });

/** Brings the schema up to date. Several replicas may start at once: one migrates, the others wait for it. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const { error } = await migratorOf(db).migrateToLatest();
  if (!error) return;
  throw new UserError(
    `The database could not be brought up to date: ${error instanceof Error ? error.message : String(error)}`,
    'Nothing was changed. Check that the user of DATABASE_URL may create tables, and look at the database log.',
    { cause: error },
  );
}

/** How a schema stands to what this version needs. */
export interface SchemaState {
  /** How many of our migrations were run. */
  run: number;
  /** Names of those that are still to be run. */
  missing: string[];
  /** Names of those that a newer version ran. */
  unknown: string[];
  /** Whether the tables of the job queue are there. */
  hasJobs: boolean;
}

/** Looks at the schema and changes nothing. @throws what the database throws */
export async function schemaState(db: Kysely<Tables>): Promise<SchemaState> {
  const migrations = await migratorOf(db).getMigrations();
  const missing = migrations.filter(({ executedAt }) => !executedAt).map(({ name }) => name);
  const run = migrations.length - missing.length;
  const { rows: there } = await sql<{ jobs: boolean; ours: boolean }>`
    select to_regclass('graphile_worker.migrations') is not null as jobs,
      to_regclass('kysely_migration') is not null as ours`.execute(db);
  const { rows: names } = there[0]?.ours
    ? await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
    : { rows: [] };
  const unknown = names.map(({ name }) => name).filter((name) => !(name in MIGRATIONS));
  return { run, missing, unknown, hasJobs: there[0]?.jobs ?? false };
}

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
import * as failures from './migrations/061-failures.ts';
import * as reach from './migrations/062-reach.ts';
import * as installations from './migrations/070-installations.ts';
import * as workspaceSettings from './migrations/071-workspace-settings.ts';
import * as workspaceGuidance from './migrations/072-workspace-guidance.ts';
import * as tokenExpiry from './migrations/073-token-expiry.ts';
import * as indexOrder from './migrations/074-index-order.ts';
import { floorOf } from './schema-floor.ts';
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
  '061-failures': failures,
  '062-reach': reach,
  '070-installations': installations,
  '071-workspace-settings': workspaceSettings,
  '072-workspace-guidance': workspaceGuidance,
  '073-token-expiry': tokenExpiry,
  '074-index-order': indexOrder,
};

/**
 * Migrations of a newer version count as run: it brought the tables up to date before this process, which works beside it.
 * They are looked up while nobody else migrates.
 */
const migratorOf = (db: Kysely<Tables>): Migrator =>
  new Migrator({
    db,
    allowUnorderedMigrations: true,
    provider: {
      getMigrations: async () => ({
        ...Object.fromEntries((await unknownTo(db)).map((name) => [name, { up: async () => undefined }])),
        ...MIGRATIONS,
      }),
    },
  });

/** Names of migrations that a newer version ran. */
async function unknownTo(db: Kysely<Tables>): Promise<string[]> {
  const { rows } = await sql<{ there: boolean }>`
    select to_regclass('kysely_migration') is not null as there`.execute(db);
  if (!rows[0]?.there) return [];
  const { rows: run } = await sql<{ name: string }>`
    select name from kysely_migration order by name`.execute(db);
  return run.map(({ name }) => name).filter((name) => !(name in MIGRATIONS));
}

/**
 * Brings the schema up to date. Several replicas may start at once: one migrates, the others wait for it. A schema that is
 * one version newer is left as it is.
 * @throws UserError when that cannot be done, or the schema is too new for this version
 */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  await checkFloor(db);
  const { error } = await migratorOf(db).migrateToLatest();
  if (!error) return checkFloor(db);
  throw new UserError(
    `The database could not be brought up to date: ${error instanceof Error ? error.message : String(error)}`,
    'Nothing was changed. Check that the user of DATABASE_URL may create tables, and look at the database log.',
    { cause: error },
  );
}

async function checkFloor(db: Kysely<Tables>): Promise<void> {
  const floor = await floorOf(db);
  if (floor === undefined || floor in MIGRATIONS) return;
  throw new UserError(
    `The tables are those of a newer version, which needs one that knows ${floor}; this one does not.`,
    'Nothing was changed. Start the newer version; going back needs the backup from before it.',
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
  /** Whether that newer one needs more than this version knows. */
  isTooNew: boolean;
  /** Whether the tables of the job queue are there. */
  hasJobs: boolean;
}

/** Looks at the schema and changes nothing. @throws what the database throws */
export async function schemaState(db: Kysely<Tables>): Promise<SchemaState> {
  const unknown = await unknownTo(db);
  const migrations = (await migratorOf(db).getMigrations()).filter(({ name }) => name in MIGRATIONS);
  const missing = migrations.filter(({ executedAt }) => !executedAt).map(({ name }) => name);
  const { rows: there } = await sql<{ jobs: boolean }>`
    select to_regclass('graphile_worker.migrations') is not null as jobs`.execute(db);
  const floor = await floorOf(db);
  return {
    run: migrations.length - missing.length,
    missing,
    unknown,
    isTooNew: floor !== undefined && !(floor in MIGRATIONS),
    hasJobs: there[0]?.jobs ?? false,
  };
}

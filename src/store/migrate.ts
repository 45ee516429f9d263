import { type Kysely, type Migration, Migrator } from 'kysely';
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
};

/** Brings the schema up to date. Several replicas may start at once: one migrates, the others wait for it. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = await migrator.migrateToLatest();
  if (!error) return;
  throw new UserError(
    `The database could not be brought up to date: ${error instanceof Error ? error.message : String(error)}`,
    'Nothing was changed. Check that the user of DATABASE_URL may create tables, and look at the database log.',
    { cause: error },
  );
}

import type { Logger } from 'pino';
import { migrateJobs } from './jobs/worker.ts';
import type { Database } from './store/database.ts';
import { migrate } from './store/migrate.ts';

/** Any number that nobody else locks. */
const LOCK = 7_390_214_502;

/**
 * Brings all tables up to date, those of the job queue too. Replicas that start at once do it one after the other: who
 * looks at the tables while another changes them can find half of one.
 * @throws UserError when that cannot be done, or the schema is too new for this version
 */
export async function bringUpToDate({ db, pool }: Database, log: Logger): Promise<void> {
  const holder = await pool.connect();
  try {
    await holder.query('select pg_advisory_lock($1)', [LOCK]);
    await migrate(db);
    await migrateJobs(pool, log);
  } finally {
    // With its connection the lock is let go, too, whatever became of it.
    holder.release(true);
  }
}

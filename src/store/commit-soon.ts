import { type RawBuilder, sql } from 'kysely';

/**
 * True, and the transaction in which it is asked is over before the disk has it: it is there a moment later, in its order,
 * at the latest with the next one that waits. For what is made good again where the machine of the database loses that
 * moment in a crash; such waiting is much of what a turn costs. It may be asked although nothing is changed: only in a
 * transaction of which all may be lost.
 */
export const COMMIT_SOON = "set_config('synchronous_commit', 'off', true) is not null";

/** The same as a part of a query. */
export const COMMITS_SOON: RawBuilder<boolean> = sql.raw<boolean>(COMMIT_SOON);

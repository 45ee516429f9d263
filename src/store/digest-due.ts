import { sql, type Transaction } from 'kysely';
import { addSendJobs, type SendKey, WAKE_MS } from './digest-jobs.ts';
import type { DigestRow } from './digests.ts';
import { isHere } from './gone.ts';
import type { Tables } from './tables.ts';

/** Digests that are due, each locked for this transaction; what others have locked is left to them. */
export async function lockDue(trx: Transaction<Tables>, now: Date, most: number): Promise<DigestRow[]> {
  const { rows } = await sql<DigestRow>`
    select *, last_day::text as last_day from digests
    where next_run_at <= ${now} and ${isHere('digests.workspace')}
    order by next_run_at limit ${most} for update skip locked`.execute(trx);
  return rows;
}

/** A digest that is due, and when it will be again. */
export interface DueSend extends SendKey {
  dueAt: Date;
  late: boolean;
  nextRunAt: Date;
}

/** Writes the sends of locked digests with their jobs, and moves the digests on to their next time. */
export async function scheduleSends(trx: Transaction<Tables>, sends: readonly DueSend[]): Promise<void> {
  if (sends.length === 0) return;
  const column = <T>(read: (send: DueSend) => T): T[] => sends.map(read);
  const due = sql`
    unnest(
      ${column(({ workspace }) => workspace)}::text[],
      ${column(({ digest }) => digest)}::text[],
      ${column(({ day }) => day)}::date[],
      ${column(({ dueAt }) => dueAt)}::timestamptz[],
      ${column(({ late }) => late)}::boolean[],
      ${column(({ nextRunAt }) => nextRunAt)}::timestamptz[]
    ) as due (workspace, digest, day, due_at, late, next_run_at)`;
  await sql`
    update digests set next_run_at = due.next_run_at, last_day = due.day
    from ${due} where digests.workspace = due.workspace and digests.id = due.digest`.execute(trx);
  await addSendJobs(
    trx,
    sql`
    insert into digest_sends (workspace, digest, day, due_at, late, wake_at)
    select workspace, digest, day, due_at, late, now() + ${`${WAKE_MS} milliseconds`}::interval from ${due}
    on conflict (workspace, digest, day) do nothing
    returning workspace, digest, day`,
  );
}

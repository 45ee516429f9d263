import { type Kysely, type Selectable, sql } from 'kysely';
import type { Forgetting } from './forgettings.ts';
import { msUntil } from './ms-until.ts';
import type { ErasuresTable, Tables } from './tables.ts';

/** A message or file of ours that is to go from Slack. */
export type Erasure = Selectable<ErasuresTable>;

/** Has messages and files of ours taken from Slack. */
export async function addErasures(
  trx: Kysely<Tables>,
  { workspace, id }: Pick<Forgetting, 'workspace' | 'id'>,
  channel: string,
  messages: readonly string[],
): Promise<void> {
  if (messages.length === 0) return;
  await trx
    .insertInto('erasures')
    .values([...new Set(messages)].map((ts) => ({ workspace, channel, ts, forgetting: id })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What is still to be taken from Slack, and how many milliseconds to wait before it may be tried. */
export const undoneErasures = (
  db: Kysely<Tables>,
  { workspace, id }: Forgetting,
): Promise<(Erasure & { wait: number })[]> =>
  db
    .selectFrom('erasures')
    .selectAll()
    .select(msUntil('attempt_after').as('wait'))
    .where('workspace', '=', workspace)
    .where('forgetting', '=', id)
    .where('done', 'is', null)
    .orderBy('channel')
    .orderBy('ts')
    .execute();

/** Notes what became of it. */
export const noteErased = (db: Kysely<Tables>, row: Erasure, done: NonNullable<Erasure['done']>) =>
  update(db, row, { done });

/** Notes that it did not work this time, and how long to wait before the next, in milliseconds. */
export const noteEraseLater = (db: Kysely<Tables>, row: Erasure, waitMs: number) =>
  update(db, row, {
    attempts: row.attempts + 1,
    attempt_after: sql<Date>`now() + ${`${waitMs} milliseconds`}::interval`,
  });

/** How many ended in which way. */
export async function countErased(
  db: Kysely<Tables>,
  { workspace, id }: Forgetting,
): Promise<Record<'deleted' | 'replaced' | 'left', number>> {
  const rows = await db
    .selectFrom('erasures')
    .select(['done', (query) => query.fn.countAll<string>().as('count')])
    .where('workspace', '=', workspace)
    .where('forgetting', '=', id)
    .groupBy('done')
    .execute();
  const count = (done: Erasure['done']) => Number(rows.find((row) => row.done === done)?.count ?? 0);
  return { deleted: count('deleted'), replaced: count('replaced'), left: count('left') };
}

async function update(
  db: Kysely<Tables>,
  { workspace, channel, ts }: Erasure,
  changes: Partial<Pick<Erasure, 'done' | 'attempts'>> & { attempt_after?: ReturnType<typeof sql<Date>> },
): Promise<void> {
  await db
    .updateTable('erasures')
    .set(changes)
    .where('workspace', '=', workspace)
    .where('channel', '=', channel)
    .where('ts', '=', ts)
    .execute();
}

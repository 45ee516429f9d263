import { type Kysely, type Selectable, sql } from 'kysely';
import type { DigestsTable } from './digest-tables.ts';
import type { Tables } from './tables.ts';

/** A digest as the database holds it. */
export type DigestRow = Selectable<DigestsTable>;
export type DigestKey = Pick<DigestRow, 'workspace' | 'id'>;

/** What a digest is set up or changed with. */
export type DigestValues = Pick<
  DigestRow,
  'days' | 'time' | 'zone' | 'include' | 'skip_quiet' | 'set_up_by' | 'set_up_at' | 'own_zone_at'
> & { next_run_at: Date };

type Target = Pick<DigestRow, 'kind' | 'channel' | 'person'>;

/** As text: the driver would make a moment of a day, and that in the server's time zone. */
const lastDay = sql<string | null>`last_day::text`.as('last_day');

/** One digest; undefined when it is not there (any more). */
export const loadDigest = (
  db: Kysely<Tables>,
  { workspace, id }: DigestKey,
): Promise<DigestRow | undefined> =>
  db
    .selectFrom('digests')
    .selectAll()
    .select(lastDay)
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst();

/** The digest of a channel, or of a person. */
export const findDigest = (
  db: Kysely<Tables>,
  workspace: string,
  { kind, channel, person }: Target,
): Promise<DigestRow | undefined> =>
  db
    .selectFrom('digests')
    .selectAll()
    .select(lastDay)
    .where('workspace', '=', workspace)
    .where('kind', '=', kind)
    .where(kind === 'channel' ? 'channel' : 'person', '=', kind === 'channel' ? channel : person)
    .executeTakeFirst();

/** Writes a new digest. @returns false when there is one for that channel or person already */
export async function insertDigest(
  db: Kysely<Tables>,
  key: DigestKey,
  target: Target,
  values: DigestValues,
): Promise<boolean> {
  const inserted = await db
    .insertInto('digests')
    .values({ ...key, ...target, ...values })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Changes a digest and switches it on. @returns false when it is gone, or has another version by now */
export async function replaceDigest(
  db: Kysely<Tables>,
  { workspace, id }: DigestKey,
  version: number,
  values: DigestValues,
): Promise<boolean> {
  const updated = await db
    .updateTable('digests')
    .set({ ...values, state: 'on', stopped_because: null, unanswered: 0, version: version + 1 })
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return updated.numUpdatedRows > 0n;
}

/** Pauses a digest, or stops it because it cannot be posted (any more). */
export async function switchOff(
  db: Kysely<Tables>,
  { workspace, id }: DigestKey,
  how: { state: 'paused' } | { state: 'stopped'; because: string },
): Promise<void> {
  await db
    .updateTable('digests')
    .set({
      state: how.state,
      stopped_because: how.state === 'stopped' ? how.because : null,
      next_run_at: null,
      version: sql<number>`version + 1`,
    })
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .execute();
}

/** Switches a digest on again. */
export async function switchOn(
  db: Kysely<Tables>,
  { workspace, id }: DigestKey,
  nextRunAt: Date,
): Promise<void> {
  await db
    .updateTable('digests')
    .set({
      state: 'on',
      stopped_because: null,
      next_run_at: nextRunAt,
      unanswered: 0,
      version: sql<number>`version + 1`,
    })
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .execute();
}

/** Deletes a digest with all that was kept for it. */
export async function deleteDigest(db: Kysely<Tables>, { workspace, id }: DigestKey): Promise<void> {
  await db.deleteFrom('digests').where('workspace', '=', workspace).where('id', '=', id).execute();
}

/** Notes that somebody does something with it. */
export async function noteAnswered(db: Kysely<Tables>, { workspace, id }: DigestKey): Promise<void> {
  await db
    .updateTable('digests')
    .set({ unanswered: 0 })
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .execute();
}

/** Keeps a line away from a digest until a time. What is gone meanwhile, digest or case, needs no keeping away. */
export async function snooze(
  db: Kysely<Tables>,
  { workspace, id }: DigestKey,
  line: { key: string; caseId: string },
  until: Date,
): Promise<void> {
  await sql`
    insert into snoozes (workspace, digest, key, case_id, until)
    select d.workspace, d.id, ${line.key}, c.id, ${until}
    from digests d join cases c on c.workspace = d.workspace and c.id = ${line.caseId}::uuid
    where d.workspace = ${workspace} and d.id = ${id}
    on conflict (workspace, digest, key) do update set until = excluded.until`.execute(db);
}

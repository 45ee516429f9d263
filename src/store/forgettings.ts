import { type Kysely, type Selectable, sql } from 'kysely';
import { addCaseJobs } from './case-jobs.ts';
import type { CaseRef } from './case-ref.ts';
import { forgetDigestsOfPerson } from './forget-digests.ts';
import { isHere } from './gone.ts';
import type { InboxBody } from './inbound.ts';
import { toJson } from './json.ts';
import type { ForgettingsTable, Tables } from './tables.ts';

/** What somebody asked us to forget; it ends when all is gone and they are told. */
export type Forgetting = Selectable<ForgettingsTable>;

type NewForgetting = Pick<Forgetting, 'workspace' | 'id' | 'person' | 'requested_at'>;

/** Who works on a forgetting is missed after this time. */
const LEASE_MS = 30_000;

/** Has one case forgotten. Asked twice, it is done once. */
export async function forgetOneCase(db: Kysely<Tables>, asked: NewForgetting, caseId: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const begun = await begin(trx, { ...asked, what: 'case', spread: true, cases: 1 });
    if (begun) await spreadTo(trx, asked, [caseId], 'forget');
  });
}

/** Has everything of a person forgotten; where that is, is looked up later. Asked twice, it is done once. */
export async function forgetAllOf(db: Kysely<Tables>, asked: NewForgetting): Promise<void> {
  await begin(db, { ...asked, what: 'person', spread: false, cases: 0 });
}

async function begin(
  db: Kysely<Tables>,
  values: NewForgetting & Pick<Forgetting, 'what' | 'spread' | 'cases'>,
): Promise<boolean> {
  const inserted = await db
    .insertInto('forgettings')
    .values(values)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Puts it into the inbox of every case that it concerns, and forgets what digests hold of the person, in one transaction. */
export async function spread(
  db: Kysely<Tables>,
  forgetting: Forgetting,
  found: { own: readonly string[]; others: readonly string[] },
): Promise<void> {
  const { workspace, id } = forgetting;
  await db.transaction().execute(async (trx) => {
    await spreadTo(trx, forgetting, found.own, 'forget');
    await spreadTo(trx, forgetting, found.others, 'forget_person');
    await forgetDigestsOfPerson(trx, forgetting, forgetting.person);
    await trx
      .updateTable('forgettings')
      .set({ spread: true, cases: found.own.length, others: found.others.length })
      .where('workspace', '=', workspace)
      .where('id', '=', id)
      .execute();
  });
}

async function spreadTo(
  trx: Kysely<Tables>,
  { workspace, id, person, requested_at: at }: NewForgetting,
  cases: readonly string[],
  kind: 'forget' | 'forget_person',
): Promise<void> {
  if (cases.length === 0) return;
  const body: InboxBody = { kind, user: person, at: at.getTime(), forgetting: id };
  await sql`
    insert into inbox (workspace, event_key, case_id, kind, body, received_at)
    select c.workspace, 'forget:' || ${id}::text || ':' || c.id, c.id, ${kind}, ${toJson(body)}::jsonb, ${at}
    from cases c where c.workspace = ${workspace} and c.id = any(${cases}::uuid[])
    on conflict do nothing`.execute(trx);
  await addCaseJobs(
    trx,
    cases.map((caseId): CaseRef => ({ workspace, caseId })),
  );
}

/** Takes the lease on a forgetting that is due; undefined when there is none, or others are at them. */
export async function takeForgetting(db: Kysely<Tables>): Promise<Forgetting | undefined> {
  const { rows } = await sql<Forgetting>`
    update forgettings set leased_until = now() + ${`${LEASE_MS} milliseconds`}::interval
    where (workspace, id) = (
      select workspace, id from forgettings
      where (leased_until is null or leased_until < now()) and (attempt_after is null or attempt_after < now())
        and ${isHere('forgettings.workspace')}
      order by attempt_after nulls first, requested_at limit 1 for update skip locked)
    returning *`.execute(db);
  return rows[0];
}

/** Gives it back; it is due again after a while, in milliseconds. */
export async function putBack(db: Kysely<Tables>, forgetting: Forgetting, waitMs: number): Promise<void> {
  await change(db, forgetting)
    .set({
      leased_until: null,
      attempt_after: sql<Date>`now() + ${`${waitMs} milliseconds`}::interval`,
      attempts: sql<number>`attempts + 1`,
    })
    .execute();
}

/** Prolongs the lease. */
export async function keepForgetting(db: Kysely<Tables>, forgetting: Forgetting): Promise<void> {
  await change(db, forgetting)
    .set({ leased_until: sql<Date>`now() + ${`${LEASE_MS} milliseconds`}::interval` })
    .execute();
}

/** Notes that the person is about to be told. */
export async function noteTelling(db: Kysely<Tables>, forgetting: Forgetting): Promise<void> {
  await change(db, forgetting).set({ told_at: sql<Date>`now()` }).execute();
}

/** Ends it: nothing of it stays. */
export async function endForgetting(db: Kysely<Tables>, { workspace, id }: Forgetting): Promise<void> {
  await db.deleteFrom('forgettings').where('workspace', '=', workspace).where('id', '=', id).execute();
}

/** Whether some case still has it in its inbox. */
export async function isUnderWay(db: Kysely<Tables>, { workspace, id }: Forgetting): Promise<boolean> {
  const { rows } = await sql`
    select from inbox
    where workspace = ${workspace} and done_at is null and kind in ('forget', 'forget_person')
      and body ->> 'forgetting' = ${id} limit 1`.execute(db);
  return rows.length > 0;
}

const change = (db: Kysely<Tables>, { workspace, id }: Forgetting) =>
  db.updateTable('forgettings').where('workspace', '=', workspace).where('id', '=', id);

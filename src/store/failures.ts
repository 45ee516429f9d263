import { type Kysely, sql } from 'kysely';
import { DAY_MS } from '../clock.ts';
import { FOR_WANT_OF_A_TOKEN } from './for-want-of-a-token.ts';
import { inWorkspace } from './in-workspace.ts';
import type { FailuresTable, Tables } from './tables.ts';

/** What was given up, and why. It names no person and holds no text. */
export interface Failure {
  workspace: string;
  kind: FailuresTable['kind'];
  /** Names it within its kind and workspace, such as the key under which a message would be found in Slack. */
  subject: string;
  /** The case or digest that it goes with. */
  caseId?: string;
  digest?: string;
  /** Slack's word for it, or ours. */
  reason: string;
}

/** A failure that is older matters to nobody who waits; it stays on record until it is past its time. */
export const OPEN_MS = 7 * DAY_MS;

/** Records what was given up. Given up again, the newer reason stands; of a case or digest that is gone, nothing does. */
export async function noteFailure(
  db: Kysely<Tables>,
  { workspace, kind, subject, caseId, digest, reason }: Failure,
): Promise<void> {
  await sql`
    insert into failures (workspace, kind, subject, case_id, digest, reason)
    select ${workspace}, ${kind}, ${subject}, ${caseId ?? null}::uuid, ${digest ?? null}, ${reason}
    where (${caseId ?? null}::uuid is null or exists (
        select from cases where workspace = ${workspace} and id = ${caseId ?? null}::uuid))
      and (${digest ?? null}::text is null or exists (
        select from digests where workspace = ${workspace} and id = ${digest ?? null}))
    on conflict (workspace, kind, subject) do update set reason = excluded.reason, failed_at = now()`.execute(
    db,
  );
}

/** A digest came: what failed of earlier ones is over. */
export async function mendDigest(
  db: Kysely<Tables>,
  { workspace, digest }: { workspace: string; digest: string },
): Promise<void> {
  await db.deleteFrom('failures').where('workspace', '=', workspace).where('digest', '=', digest).execute();
}

/** The app is back in a workspace: what failed for want of a token is tried again. */
export async function mendAccess(db: Kysely<Tables>, workspace: string): Promise<void> {
  await db
    .deleteFrom('failures')
    .where('workspace', '=', workspace)
    .where('reason', 'in', FOR_WANT_OF_A_TOKEN)
    .execute();
}

/** Failures of one kind for one reason, over all workspaces. */
export interface FailureCount {
  kind: Failure['kind'];
  reason: string;
  count: number;
  latest: Date;
}

/** What was given up lately and did not get through since, the most frequent first. */
export async function openFailures(db: Kysely<Tables>, now: Date): Promise<FailureCount[]> {
  const rows = await db
    .selectFrom('failures')
    .select(({ fn }) => [
      'kind',
      'reason',
      fn.countAll<string>().as('count'),
      fn.max('failed_at').as('latest'),
    ])
    .where('failed_at', '>', new Date(now.getTime() - OPEN_MS))
    .groupBy(['kind', 'reason'])
    .orderBy('count', 'desc')
    .orderBy('kind')
    .orderBy('reason')
    .execute();
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

/** Deletes what was given up before a time. @param workspace only its own; without it, everywhere */
export async function deleteOldFailures(db: Kysely<Tables>, before: Date, workspace?: string): Promise<void> {
  await db
    .deleteFrom('failures')
    .where(inWorkspace('failures.workspace', workspace))
    .where('failed_at', '<', before)
    .execute();
}

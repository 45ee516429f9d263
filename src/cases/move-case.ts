import { type Kysely, sql } from 'kysely';
import { addCaseJobs } from '../store/case-jobs.ts';
import type { CaseRef } from '../store/case-ref.ts';
import { toJson } from '../store/json.ts';
import type { Tables } from '../store/tables.ts';

/**
 * Posts a case again that could not be posted: in its channel, once we are invited, or in another one. Nothing has to be
 * typed again.
 * @returns whether it will be posted; false when it was meanwhile, or is not kept any more
 */
export async function postAgain(db: Kysely<Tables>, ref: CaseRef, channel?: string): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const found = await trx
      .selectFrom('cases')
      .select(['channel', 'thread_ts', 'turn'])
      .where('workspace', '=', ref.workspace)
      .where('id', '=', ref.caseId)
      .forUpdate()
      .executeTakeFirst();
    // Pressed twice, or after it was posted by other ways.
    if (!found || found.thread_ts !== null) return false;
    const to = channel ?? found.channel;
    await trx
      .updateTable('cases')
      .set({ channel: to })
      .where('workspace', '=', ref.workspace)
      .where('id', '=', ref.caseId)
      .execute();
    await trx
      .insertInto('outbox')
      .values({
        workspace: ref.workspace,
        case_id: ref.caseId,
        key: 'verdict',
        channel: to,
        content: toJson({ kind: 'verdict', turn: found.turn, notes: [] }),
        version: 1,
      })
      .onConflict((conflict) => conflict.columns(['workspace', 'case_id', 'key']).doNothing())
      .execute();
    await trx
      .updateTable('outbox')
      .set({
        channel: to,
        failed: null,
        attempts: 0,
        attempt_after: null,
        attempted_at: null,
        version: sql`version + 1`,
      })
      .where('workspace', '=', ref.workspace)
      .where('case_id', '=', ref.caseId)
      .where('key', 'in', ['root', 'verdict'])
      .execute();
    await addCaseJobs(trx, [ref]);
    return true;
  });
}

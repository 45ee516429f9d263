import { type Kysely, sql } from 'kysely';
import { Assessment } from '../advisor/assessment.ts';
import { forgetQuotations, oldestQuotation } from '../advisor/forget-quotations.ts';
import { DAY_MS } from '../clock.ts';
import { deleteOldSends } from './digest-sends.ts';
import { deleteOldFailures } from './failures.ts';
import { deleteOldFeedbackWords } from './feedback.ts';
import { inWorkspace } from './in-workspace.ts';
import { toJson } from './json.ts';
import type { Tables } from './tables.ts';
import { shorterRetentions } from './workspace-settings.ts';

/** Events that were worked on are remembered so long, against duplicates that come late. */
const DUPLICATES_MS = 7 * DAY_MS;
/** Replies that Slack shows are not needed here any more; so long they help to look into what went wrong. */
const SENT_MS = 7 * DAY_MS;
/** So many assessments are read at a time. */
const BATCH = 200;

/**
 * Deletes the words of messages older than `before`, wherever they are: what waits in the inbox, quotations in facts and
 * assessments, and what our own messages repeat. Facts keep their key, value, author, time and link.
 * @param only the workspace in which to do so; without it, in all
 */
export async function deleteOldText(
  db: Kysely<Tables>,
  before: Date,
  now: Date,
  only?: string,
): Promise<void> {
  const there = (column: string) => inWorkspace(column, only);
  await db
    .updateTable('statements')
    .set({ quote: null })
    .where(there('statements.workspace'))
    .where('quote', 'is not', null)
    .where('said_at', '<', before)
    .execute();
  while ((await forgetBatch(db, before, only)) === BATCH);
  await db
    .deleteFrom('outbox')
    .where(there('outbox.workspace'))
    .where((where) =>
      where.or([
        where('key', 'like', 'reply:%'),
        where('key', 'like', 'trouble:%'),
        where('key', 'like', 'said:%'),
        where('key', 'like', 'unsaid:%'),
        where('key', '=', 'private'),
      ]),
    )
    .where('created_at', '<', new Date(Math.max(before.getTime(), now.getTime() - SENT_MS)))
    .execute();
  await db
    .updateTable('outbox')
    .set({ content: sql`jsonb_set(content, '{text}', '""')` })
    .where(there('outbox.workspace'))
    .where('key', '=', 'root')
    .where('created_at', '<', before)
    .execute();
  // Notes on how something was read may repeat how it began.
  await db
    .updateTable('outbox')
    .set({ content: sql`jsonb_set(content, '{notes}', '[]')` })
    .where(there('outbox.workspace'))
    .where('key', '=', 'verdict')
    .where(sql<string>`content ->> 'notes'`, '!=', '[]')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('assessments')
          .select('assessments.turn')
          .whereRef('assessments.workspace', '=', 'outbox.workspace')
          .whereRef('assessments.case_id', '=', 'outbox.case_id')
          .where(sql<boolean>`assessments.turn = (outbox.content ->> 'turn')::integer`)
          .where('assessments.decided_at', '<', before),
      ),
    )
    .execute();
  await deleteOldFeedbackWords(db, before, only);
  await deleteOldSends(db, before, now, only);
  await deleteOldFailures(db, before, only);
  await db.deleteFrom('inbox').where(there('inbox.workspace')).where('received_at', '<', before).execute();
  await db
    .deleteFrom('inbox')
    .where(there('inbox.workspace'))
    .where('done_at', '<', new Date(now.getTime() - DUPLICATES_MS))
    .execute();
}

/**
 * Deletes old text everywhere after the operator's days, and sooner where a workspace chose fewer.
 * @param now milliseconds since 1970
 */
export async function deletePastRetention(db: Kysely<Tables>, days: number, now: number): Promise<void> {
  const before = (age: number): Date => new Date(now - age * DAY_MS);
  await deleteOldText(db, before(days), new Date(now));
  for (const { workspace, days: fewer } of await shorterRetentions(db, days))
    await deleteOldText(db, before(fewer), new Date(now), workspace);
}

/** @returns how many assessments were looked at */
async function forgetBatch(db: Kysely<Tables>, before: Date, only: string | undefined): Promise<number> {
  const rows = await db
    .selectFrom('assessments')
    .select(['workspace', 'case_id', 'turn', 'assessment'])
    .where(inWorkspace('assessments.workspace', only))
    .where('oldest_quote_at', '<', before)
    .limit(BATCH)
    .execute();
  for (const row of rows) {
    const kept = forgetQuotations(Assessment.parse(row.assessment), before.getTime());
    const oldest = oldestQuotation(kept);
    await db
      .updateTable('assessments')
      .set({
        assessment: toJson(kept),
        summary: '[]',
        oldest_quote_at: oldest === undefined ? null : new Date(oldest),
      })
      .where('workspace', '=', row.workspace)
      .where('case_id', '=', row.case_id)
      .where('turn', '=', row.turn)
      .execute();
  }
  return rows.length;
}

import type { Kysely } from 'kysely';
import type { CaseRef } from './case-ref.ts';
import { inWorkspace } from './in-workspace.ts';
import type { FeedbackTable, Tables } from './tables.ts';

/** What somebody thinks of the verdict of a turn. */
export interface Feedback {
  turn: number;
  person: string;
  useful: boolean;
  /** What was wrong; undefined while they have not said. */
  about: FeedbackTable['about'];
  words: string | undefined;
  packVersion: string;
  promptVersion: string;
  model: string;
  at: Date;
}

/** Keeps what somebody thinks of a verdict. Their later word takes the place of the earlier. */
export async function keepFeedback(
  db: Kysely<Tables>,
  { workspace, caseId }: CaseRef,
  feedback: Feedback,
): Promise<void> {
  const values = {
    useful: feedback.useful,
    about: feedback.about,
    words: feedback.words ?? null,
    pack_version: feedback.packVersion,
    prompt_version: feedback.promptVersion,
    model: feedback.model,
    given_at: feedback.at,
  };
  await db
    .insertInto('feedback')
    .values({ workspace, case_id: caseId, turn: feedback.turn, person: feedback.person, ...values })
    .onConflict((conflict) =>
      conflict.columns(['workspace', 'case_id', 'turn', 'person']).doUpdateSet(values),
    )
    .execute();
}

/** Deletes the words of feedback given before a time; what it was about stays. @param only the workspace, or all */
export async function deleteOldFeedbackWords(
  db: Kysely<Tables>,
  before: Date,
  only: string | undefined,
): Promise<void> {
  await db
    .updateTable('feedback')
    .set({ words: null })
    .where('words', 'is not', null)
    .where(inWorkspace('feedback.workspace', only))
    .where('given_at', '<', before)
    .execute();
}

/** Deletes what a case has here. */
export async function deleteFeedback(db: Kysely<Tables>, { workspace, caseId }: CaseRef): Promise<void> {
  await db.deleteFrom('feedback').where('workspace', '=', workspace).where('case_id', '=', caseId).execute();
}

import type { App, BlockFeedbackButtonsAction } from '@slack/bolt';
import { loadTurn } from '../../../store/case-file.ts';
import type { CaseRef } from '../../../store/case-ref.ts';
import { loadCaseRow } from '../../../store/case-row.ts';
import { type Feedback, keepFeedback } from '../../../store/feedback.ts';
import { FEEDBACK_ACTION } from '../../blocks/feedback-buttons.ts';
import { FORGOTTEN } from '../../forgotten.ts';
import { feedbackForm } from '../../forms/feedback-form.ts';
import { openModal } from '../../open-modal.ts';
import { caseOf } from '../../press.ts';
import { tellAlone } from '../../tell-alone.ts';
import type { Records } from '../records.ts';

const THANKS =
  'Thank you. It is kept with the versions of guidance, prompts and model, so that it can count.';
const NOT_KEPT = 'I could not keep this: my database does not answer. Please try again in a minute.';

/** "Was this useful?" below a verdict: a yes is kept and thanked for, a no leads to what was wrong. */
export function listenForFeedback(app: App, records: Records): void {
  app.action<BlockFeedbackButtonsAction>(FEEDBACK_ACTION, async ({ body, action, ack, client }) => {
    await ack();
    const [word, caseId] = action.value.split(':');
    const ref = caseOf(body, caseId);
    const useful = word === 'yes';
    const row = await loadCaseRow(records.db, ref);
    if (!row) {
      await tellAlone(body, FORGOTTEN);
      return;
    }
    const given = { turn: row.turn, person: body.user.id, useful, about: null, words: undefined };
    // What was wrong comes with the form; a no without it counts all the same.
    const kept = keepWithVersions(ref, given, records).then(
      () => true,
      () => false,
    );
    if (!useful) await openModal(client, body, feedbackForm({ caseId: ref.caseId, turn: row.turn }));
    if (!(await kept)) await tellAlone(body, NOT_KEPT);
    else if (useful) await tellAlone(body, THANKS);
  });
}

/** Keeps feedback with the versions of all that made the verdict. @returns false when that turn is not kept any more */
export async function keepWithVersions(
  ref: CaseRef,
  given: Pick<Feedback, 'turn' | 'person' | 'useful' | 'about' | 'words'>,
  { db, clock, versions }: Records,
): Promise<boolean> {
  const turn = await loadTurn(db, ref, given.turn);
  if (!turn) return false;
  await keepFeedback(db, ref, {
    ...given,
    packVersion: turn.assessment.packVersion,
    promptVersion: versions.prompts,
    model: turn.curator === 'llm' ? (turn.model ?? versions.model) : 'offline',
    at: new Date(clock.now()),
  });
  return true;
}

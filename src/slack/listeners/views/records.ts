import type { App, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { loadCaseRow } from '../../../store/case-row.ts';
import { plain, section } from '../../blocks/text-blocks.ts';
import { SubmissionBody } from '../../bodies.ts';
import { DECISION_FORM, readDecision } from '../../forms/decision-form.ts';
import { DONE_FORM, readDone } from '../../forms/done-form.ts';
import { FEEDBACK_FORM, readFeedback } from '../../forms/feedback-form.ts';
import { PLAN_FORM, readPlan } from '../../forms/plan-form.ts';
import { caseOf } from '../../press.ts';
import { factsOf } from '../actions/fact-actions.ts';
import { keepWithVersions } from '../actions/feedback.ts';
import type { Records } from '../records.ts';

const BROKEN = 'I cannot read this form any more. Copy your words, close it, and open it again.';
const GONE =
  'This case was forgotten meanwhile, so I cannot keep this. Copy what you need before you close the form.';
const NOT_KEPT =
  'I could not keep this: my database does not answer. Nothing is lost; try again in a minute.';

type Filled = { caseId: string } | { errors: Record<string, string> } | undefined;

/** The forms of plans, decisions and feedback. What is filled in is in the inbox by the time this runs. */
export function listenForRecordForms(app: App, records: Records): void {
  const { db, clock } = records;

  /** What is to be said in the form; undefined when it may close. */
  async function objection(
    body: ViewSubmitAction,
    filled: Filled,
  ): Promise<Record<string, string> | undefined> {
    const [field = ''] = Object.keys(body.view.state.values);
    if (!filled) return { [field]: BROKEN };
    if ('errors' in filled) return filled.errors;
    const row = await loadCaseRow(db, caseOf(body, filled.caseId)).catch(() => 'away');
    return row === undefined ? { [field]: GONE } : undefined;
  }

  const readers: [string, (body: SubmissionBody) => Filled][] = [
    [PLAN_FORM, (body) => readPlan(body, clock.now())],
    [DONE_FORM, (body) => readDone(body, clock.now())],
    [DECISION_FORM, (body) => readDecision(body, clock.now())],
  ];
  for (const [form, read] of readers) {
    app.view<ViewSubmitAction>(form, async ({ ack, body }) => {
      const errors = await objection(body, read(SubmissionBody.parse(body)));
      await (errors ? ack({ response_action: 'errors', errors }) : ack());
    });
  }

  app.view<ViewSubmitAction>(FEEDBACK_FORM, async ({ ack, body }) => {
    const given = readFeedback(SubmissionBody.parse(body));
    const errors = await objection(body, given);
    if (errors || !given) {
      await ack({ response_action: 'errors', errors: errors ?? {} });
      return;
    }
    const { caseId, turn, about, words } = given;
    const ref = caseOf(body, caseId);
    const user = body.user.id;
    try {
      await keepWithVersions(ref, { turn, person: user, useful: false, about, words }, records);
    } catch {
      await ack({ response_action: 'errors', errors: { about: NOT_KEPT } });
      return;
    }
    const ofFacts = about === 'fact' || about === 'missing';
    await ack({ response_action: 'update', view: ofFacts ? await factsOf(ref, records) : thanks() });
  });
}

const thanks = (): ModalView => ({
  type: 'modal',
  title: plain('Thank you'),
  close: plain('Close'),
  blocks: [
    section(
      'Thank you. It is kept with the versions of guidance, prompts and model, so that those who run this adviser can mend it.',
    ),
  ],
});

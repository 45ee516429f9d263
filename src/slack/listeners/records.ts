import type { App } from '@slack/bolt';
import type { Terms } from '../../cases/case-work.ts';
import type { CaseRecord } from '../../cases/record-utterances.ts';
import type { PackFor } from '../../curator/ready-pack.ts';
import type { CaseRef } from '../../store/case-ref.ts';
import { loadCaseRow } from '../../store/case-row.ts';
import type { Setting } from '../blocks/people.ts';
import { type CaseShowing, placeOf, settingOf } from '../case-in-view.ts';
import { peopleInRecord } from '../decision-record.ts';
import { listenForDecisions } from './actions/decisions.ts';
import { listenForFeedback } from './actions/feedback.ts';
import { listenForPlan } from './actions/plan.ts';
import { listenForSteps } from './actions/steps.ts';
import { listenForRecordForms } from './views/records.ts';

/** What the buttons and forms of plans, decisions, files and feedback need. */
export interface Records extends CaseShowing {
  packFor: PackFor;
  termsIn(workspace: string): Promise<Terms>;
  /** What feedback is kept with. */
  versions: { prompts: string; model: string };
}

/** Plans, decisions, the case as a file, and "Was this useful?". */
export function listenForRecords(app: App, records: Records): void {
  listenForPlan(app, records);
  listenForSteps(app, records);
  listenForDecisions(app, records);
  listenForFeedback(app, records);
  listenForRecordForms(app, records);
}

/** What rendering a case needs to know of its place and people. */
export async function settingFor(ref: CaseRef, record: CaseRecord, records: Records): Promise<Setting> {
  return settingOf(placeOf(ref, await loadCaseRow(records.db, ref)), peopleInRecord(record), records);
}

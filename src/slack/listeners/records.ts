import type { App } from '@slack/bolt';
import type { Kysely } from 'kysely';
import type { Pack } from '../../advisor/pack.ts';
import type { CaseRecord } from '../../cases/record-utterances.ts';
import type { Clock } from '../../clock.ts';
import { dayOf } from '../../clock.ts';
import type { Curator } from '../../curator/curator.ts';
import { loadCaseRow } from '../../store/case-file.ts';
import type { CaseRef } from '../../store/case-ref.ts';
import type { Tables } from '../../store/tables.ts';
import type { Setting } from '../blocks/people.ts';
import { peopleInRecord } from '../decision-record.ts';
import type { Names } from '../names.ts';
import { listenForDecisions } from './actions/decisions.ts';
import { listenForFeedback } from './actions/feedback.ts';
import { listenForPlan } from './actions/plan.ts';
import { listenForSteps } from './actions/steps.ts';
import { listenForRecordForms } from './views/records.ts';

/** What the buttons and forms of plans, decisions, files and feedback need. */
export interface Records {
  db: Kysely<Tables>;
  pack: Pack;
  names: Names;
  clock: Clock;
  workspaceUrl: string;
  curatorFor(workspace: string): Promise<Curator>;
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
export async function settingFor(
  ref: CaseRef,
  record: CaseRecord,
  { db, names, clock, workspaceUrl }: Records,
): Promise<Setting> {
  const row = await loadCaseRow(db, ref);
  return {
    place: { ...ref, channel: row?.channel ?? '', threadTs: row?.thread_ts ?? undefined },
    names: await names.of(ref.workspace, peopleInRecord(record)),
    workspaceUrl,
    today: dayOf(clock.now()),
  };
}

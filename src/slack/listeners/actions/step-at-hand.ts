import { loadCaseRecord } from '../../../cases/case-record.ts';
import type { CaseRecord } from '../../../cases/record-utterances.ts';
import type { CaseRef } from '../../../store/case-ref.ts';
import type { Step } from '../../../store/steps.ts';
import { capital } from '../../../text/capital.ts';
import { nameOf } from '../../blocks/people.ts';
import { FORGOTTEN } from '../../forgotten.ts';
import type { Records } from '../records.ts';

const NO_STEP = 'There is no such step any more.';

/** A step that somebody pressed a button of, with its case. */
export interface StepAtHand {
  ref: CaseRef;
  record: CaseRecord;
  step: Step;
}

/** Looks a step up. @returns what is to be said instead, where there is none (any more) */
export async function findStep(
  ref: CaseRef,
  id: string | undefined,
  { db }: Pick<Records, 'db'>,
): Promise<StepAtHand | string> {
  const record = await loadCaseRecord(db, ref);
  if (!record) return FORGOTTEN;
  const step = record.steps.find((each) => each.id === id);
  return step ? { ref, record, step } : NO_STEP;
}

/** Looks an open step up. @returns what is to be said instead, also where it is done or dropped meanwhile */
export async function findOpenStep(
  ref: CaseRef,
  id: string | undefined,
  records: Pick<Records, 'db' | 'names'>,
): Promise<StepAtHand | string> {
  const found = await findStep(ref, id, records);
  if (typeof found === 'string' || found.step.state === 'open') return found;
  return whoEnded(found.step, ref.workspace, records);
}

/** Says who has finished or dropped a step. */
export async function whoEnded(
  { updatedBy, state }: Step,
  workspace: string,
  { names }: Pick<Records, 'names'>,
): Promise<string> {
  const who = capital(nameOf(updatedBy, { names: await names.of(workspace, [updatedBy]) }));
  return `${who} has ${state === 'done' ? 'finished' : 'dropped'} this step already. Nothing is changed.`;
}

import type { Inbound } from '../../store/inbound.ts';
import type { SubmissionBody } from '../bodies.ts';
import { FACT_FORM } from '../facts/fact-form.ts';
import { DECISION_FORM } from '../forms/decision-form.ts';
import { DONE_FORM } from '../forms/done-form.ts';
import { DROP_STEP_FORM } from '../forms/drop-step-form.ts';
import { PLAN_FORM } from '../forms/plan-form.ts';
import { REASSIGN_FORM } from '../forms/reassign-form.ts';
import { SITUATION_FORM } from '../situation-form.ts';
import { fromDropStepForm, fromReassignForm } from './from-digest-forms.ts';
import { fromFactForm } from './from-fact-form.ts';
import { fromDecisionForm, fromDoneForm, fromPlanForm } from './from-records.ts';
import { fromSituationForm } from './from-situation-form.ts';

type Reader = (body: SubmissionBody, now: number) => Inbound | undefined;

/** Forms whose contents are kept and worked on, by their callback id. */
const READERS: ReadonlyMap<string, Reader> = new Map([
  [SITUATION_FORM, fromSituationForm],
  [PLAN_FORM, fromPlanForm],
  [DONE_FORM, fromDoneForm],
  [DECISION_FORM, fromDecisionForm],
  [FACT_FORM, fromFactForm],
  [REASSIGN_FORM, fromReassignForm],
  [DROP_STEP_FORM, fromDropStepForm],
]);

export const fromSubmission: Reader = (body, now) => READERS.get(body.view.callback_id)?.(body, now);

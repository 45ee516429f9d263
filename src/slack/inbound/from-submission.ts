import type { Inbound } from '../../store/inbound.ts';
import type { SubmissionBody } from '../bodies.ts';
import { FACT_FORM } from '../facts/fact-form.ts';
import { SITUATION_FORM } from '../situation-form.ts';
import { fromFactForm } from './from-fact-form.ts';
import { fromSituationForm } from './from-situation-form.ts';

type Reader = (body: SubmissionBody, now: number) => Inbound | undefined;

/** Forms whose contents are kept and worked on, by their callback id. */
const READERS: ReadonlyMap<string, Reader> = new Map([
  [SITUATION_FORM, fromSituationForm],
  [FACT_FORM, fromFactForm],
]);

export const fromSubmission: Reader = (body, now) => READERS.get(body.view.callback_id)?.(body, now);

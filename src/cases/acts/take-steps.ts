import { findExperiment } from '../../advisor/experiments.ts';
import type { InboxBody } from '../../store/inbound.ts';
import type { FilledStep, StepFields } from '../../store/inbound-plan.ts';
import { addStep, changeStep, loadSteps, type Step } from '../../store/steps.ts';
import type { Act } from './act.ts';
import type { ActContext } from './act-context.ts';
import { inBrief } from './in-brief.ts';
import { putMessage } from './put-message.ts';

type Body = Extract<InboxBody, { kind: 'steps' }>;

const FIELD_NAMES: Record<keyof StepFields, string> = {
  what: 'what to do',
  measure: 'what to measure',
  pass: 'the pass mark',
  owner: 'the owner',
  due: 'the day',
};

/**
 * Takes steps on, and changes those that are there. Where somebody else sent the same form meanwhile, only what this
 * person changed themselves is taken from theirs, so that nobody's words are undone by a form that was merely open.
 */
export async function takeSteps(body: Body, context: ActContext): Promise<Act> {
  const { db, ref, pack } = context;
  const known = new Map((await loadSteps(db, ref)).map((step) => [step.id, step]));
  const added = body.steps.filter(({ id }) => isFree(known.get(id)));
  const changed = body.steps.filter(({ id, changed: fields }) => {
    const step = known.get(id);
    return step?.state === 'open' && fields.length > 0;
  });
  const tooLate = body.steps.filter(
    ({ id, changed: fields }) => known.get(id)?.state === 'done' && fields.length > 0,
  );
  const by = { user: body.user, at: new Date(body.at) };
  const did = [
    ...(known.size > 0 && added.length > 0 ? [`added ${counted(added.length)} to the plan`] : []),
    ...changed.map(({ fields, changed: names }) => `changed ${inWords(names)} of ${inBrief(fields.what)}`),
    ...tooLate.map(({ fields }) => `wanted to change ${inBrief(fields.what)}, which is done meanwhile`),
  ];
  return {
    deed: did.length === 0 ? undefined : { by: body.user, did: `${did.join('; ')}.` },
    write: async (trx) => {
      for (const step of added) {
        const { id, fact, fields } = step;
        const passages = [...(findExperiment(pack, id)?.cite ?? [])];
        await addStep(trx, ref, { id, fact, passages, ...fields }, by);
        // Somebody else may have added it in this very turn.
        await changeStep(trx, ref, id, changesOf(step), by);
      }
      for (const step of changed) await changeStep(trx, ref, step.id, changesOf(step), by);
      if (added.length + changed.length > 0)
        await putMessage(trx, context, 'plan', { kind: 'plan', change: `${body.user} ${body.at}` });
    },
  };
}

const isFree = (step: Step | undefined): boolean => step === undefined || step.state === 'dropped';

const changesOf = ({ fields, changed }: FilledStep): Partial<StepFields> =>
  Object.fromEntries(changed.map((name) => [name, fields[name]]));

const counted = (count: number): string => (count === 1 ? 'a step' : `${count} steps`);

const inWords = (names: readonly (keyof StepFields)[]): string =>
  new Intl.ListFormat('en').format(names.map((name) => FIELD_NAMES[name]));

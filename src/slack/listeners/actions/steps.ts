import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { STEP_CHANGE_ACTION, STEP_DONE_ACTION, STEP_DROP_ACTION } from '../../blocks/plan-message.ts';
import { doneForm } from '../../forms/done-form.ts';
import { planForm } from '../../forms/plan-form.ts';
import { knownStep } from '../../forms/suggested-plan.ts';
import { openModal } from '../../open-modal.ts';
import { caseOf, type Press } from '../../press.ts';
import { tellAlone } from '../../tell-alone.ts';
import { type Records, settingFor } from '../records.ts';
import { findOpenStep, findStep, type StepAtHand, whoEnded } from './step-at-hand.ts';

/** The buttons below each step of a plan. Their value is the case, a colon and the step. */
export function listenForSteps(app: App, records: Records): void {
  const open = async (press: Press, value: string | undefined): Promise<StepAtHand | undefined> => {
    const [caseId, id] = value?.split(':') ?? [];
    const found = await findOpenStep(caseOf(press, caseId), id, records);
    if (typeof found !== 'string') return found;
    await tellAlone(press, found);
    return undefined;
  };

  app.action<BlockAction<ButtonAction>>(STEP_DONE_ACTION, async ({ body, action, ack, client }) => {
    await ack();
    const found = await open(body, action.value);
    if (!found) return;
    const { pack } = await records.packFor(found.ref.workspace);
    await openModal(client, body, doneForm(found.ref.caseId, found.step, pack));
  });

  app.action<BlockAction<ButtonAction>>(STEP_CHANGE_ACTION, async ({ body, action, ack, client }) => {
    await ack();
    const found = await open(body, action.value);
    if (!found) return;
    const { ref, record, step } = found;
    const intro = 'Give it to somebody else, choose another day, or say it better.';
    const setting = await settingFor(ref, record, records);
    const form = planForm(ref.caseId, [knownStep(step, record, setting)], {
      title: 'Change this step',
      intro,
    });
    await openModal(client, body, form);
  });

  // The press is in the inbox by the time this runs.
  app.action<BlockAction<ButtonAction>>(STEP_DROP_ACTION, async ({ body, action, ack }) => {
    await ack();
    const [caseId, id] = action.value?.split(':') ?? [];
    const found = await findStep(caseOf(body, caseId), id, records);
    if (typeof found === 'string') {
      await tellAlone(body, found);
      return;
    }
    const { ref, step } = found;
    const byOthers = step.state === 'dropped' && step.updatedBy !== body.user.id;
    if (step.state === 'done' || byOthers)
      await tellAlone(body, await whoEnded(step, ref.workspace, records));
  });
}

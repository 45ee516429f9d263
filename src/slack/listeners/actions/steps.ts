import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { loadCaseRecord } from '../../../cases/case-record.ts';
import type { Step } from '../../../store/steps.ts';
import { STEP_CHANGE_ACTION, STEP_DONE_ACTION, STEP_DROP_ACTION } from '../../blocks/plan-message.ts';
import { FORGOTTEN } from '../../forgotten.ts';
import { doneForm } from '../../forms/done-form.ts';
import { planForm } from '../../forms/plan-form.ts';
import { knownStep } from '../../forms/suggested-plan.ts';
import { openModal } from '../../open-modal.ts';
import { caseOf, type Press } from '../../press.ts';
import { tellAlone } from '../../tell-alone.ts';
import { type Records, settingFor } from '../records.ts';

const NO_STEP = 'There is no such step any more.';

/** The buttons below each step of a plan. Their value is the case, a colon and the step. */
export function listenForSteps(app: App, records: Records): void {
  const find = async (press: Press, value: string | undefined) => {
    const [caseId, id] = value?.split(':') ?? [];
    const ref = caseOf(press, caseId);
    const record = await loadCaseRecord(records.db, ref);
    const step = record?.steps.find((each) => each.id === id);
    if (record && step) return { ref, record, step, setting: await settingFor(ref, record, records) };
    await tellAlone(press, record ? NO_STEP : FORGOTTEN);
    return undefined;
  };
  const ended = async (step: Step, workspace: string): Promise<string> => {
    const names = await records.names.of(workspace, [step.updatedBy]);
    return `@${names.get(step.updatedBy) ?? step.updatedBy} has ${step.state === 'done' ? 'finished' : 'dropped'} this step already. Nothing is changed.`;
  };

  app.action<BlockAction<ButtonAction>>(STEP_DONE_ACTION, async ({ body, action, ack, client }) => {
    await ack();
    const found = await find(body, action.value);
    if (!found) return;
    const { ref, step } = found;
    if (step.state !== 'open') await tellAlone(body, await ended(step, ref.workspace));
    else await openModal(client, body, doneForm(ref.caseId, step, records.pack));
  });

  app.action<BlockAction<ButtonAction>>(STEP_CHANGE_ACTION, async ({ body, action, ack, client }) => {
    await ack();
    const found = await find(body, action.value);
    if (!found) return;
    const { ref, record, step, setting } = found;
    if (step.state !== 'open') {
      await tellAlone(body, await ended(step, ref.workspace));
      return;
    }
    const intro = 'Give it to somebody else, choose another day, or say it better.';
    const form = planForm(ref.caseId, [knownStep(step, record, setting)], {
      title: 'Change this step',
      intro,
    });
    await openModal(client, body, form);
  });

  // The press is in the inbox by the time this runs.
  app.action<BlockAction<ButtonAction>>(STEP_DROP_ACTION, async ({ body, action, ack }) => {
    await ack();
    const found = await find(body, action.value);
    if (!found) return;
    const { ref, step } = found;
    const byOthers = step.state === 'dropped' && step.updatedBy !== body.user.id;
    if (step.state === 'done' || byOthers) await tellAlone(body, await ended(step, ref.workspace));
  });
}

import type { App, BlockAction, ButtonAction, OverflowAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { loadCaseRecord } from '../../../cases/case-record.ts';
import { dayOf } from '../../../clock.ts';
import { loadCaseRow } from '../../../store/case-row.ts';
import { MENU_ACTION } from '../../blocks/case-buttons.ts';
import { CHANGED_SINCE_ACTION } from '../../blocks/decision-message.ts';
import { SHOW_RECORD_ACTION } from '../../blocks/no-export-message.ts';
import { changedView } from '../../changed-view.ts';
import { decisionRecord } from '../../decision-record.ts';
import { FORGOTTEN } from '../../forgotten.ts';
import { decisionForm } from '../../forms/decision-form.ts';
import { openModal } from '../../open-modal.ts';
import { caseOf, type Press } from '../../press.ts';
import { recordView } from '../../record-view.ts';
import { tellAlone } from '../../tell-alone.ts';
import { type Records, settingFor } from '../records.ts';

const UNDECIDED = 'Nothing is decided in this case yet. “Record a decision” is in the same menu (⋯).';

/** Recording a decision, what has changed since, and the case as text. */
export function listenForDecisions(app: App, records: Records): void {
  const load = async (press: Press, caseId: string | undefined) => {
    const ref = caseOf(press, caseId);
    const record = await loadCaseRecord(records.db, ref);
    if (record) return { ref, record };
    await tellAlone(press, FORGOTTEN);
    return undefined;
  };

  async function openChanged(press: Press, caseId: string | undefined, client: WebClient): Promise<void> {
    const found = await load(press, caseId);
    if (!found) return;
    const { ref, record } = found;
    const [decision] = record.decisions;
    if (!decision) {
      await tellAlone(press, UNDECIDED);
      return;
    }
    const setting = await settingFor(ref, record, records);
    const { pack } = await records.packFor(ref.workspace);
    await openModal(client, press, changedView(decision, record, pack, setting));
  }

  // The menu is acknowledged where its other choices are.
  app.action<BlockAction<OverflowAction>>(MENU_ACTION, async ({ body, action, client }) => {
    const [choice, caseId] = action.selected_option.value.split(':');
    if (choice === 'decide') await openDecision(body, caseId, client, records);
    if (choice === 'changed_since') await openChanged(body, caseId, client);
    if (choice === 'export') await load(body, caseId);
  });

  app.action<BlockAction<ButtonAction>>(CHANGED_SINCE_ACTION, async ({ body, action, ack, client }) => {
    await ack();
    await openChanged(body, action.value, client);
  });

  app.action<BlockAction<ButtonAction>>(SHOW_RECORD_ACTION, async ({ body, action, ack, client }) => {
    await ack();
    const found = await load(body, action.value);
    if (!found) return;
    const { ref, record } = found;
    const setting = await settingFor(ref, record, records);
    const { pack } = await records.packFor(ref.workspace);
    await openModal(client, body, recordView(decisionRecord(record, pack, setting)));
  });
}

/** Opens the form in which a decision is recorded; a case that is decided can be decided anew. */
export async function openDecision(
  press: Press,
  caseId: string | undefined,
  client: WebClient,
  records: Records,
): Promise<void> {
  const ref = caseOf(press, caseId);
  const record = await loadCaseRecord(records.db, ref);
  if (!record) {
    await tellAlone(press, FORGOTTEN);
    return;
  }
  const turn = (await loadCaseRow(records.db, ref))?.turn ?? 0;
  const { pack } = await records.packFor(ref.workspace);
  const view = decisionForm({ caseId: ref.caseId, turn }, record.assessment, pack, {
    user: press.user.id,
    today: dayOf(records.clock.now()),
  });
  await openModal(client, press, view);
}

import type { App, BlockAction, ButtonAction, OverflowAction, StaticSelectAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { CaseRef } from '../../../store/case-ref.ts';
import { ANSWER_ACTION, MENU_ACTION } from '../../blocks/case-buttons.ts';
import { type CaseShowing, type ShownCase, showCase } from '../../case-in-view.ts';
import { answerForm } from '../../facts/answer-form.ts';
import type { Done } from '../../facts/done.ts';
import { FACT_BUTTONS } from '../../facts/fact-buttons.ts';
import { CHANGE_ACTION } from '../../facts/fact-items.ts';
import { ADD_ACTION, factsMetaOf, factsView } from '../../facts/facts-view.ts';
import { oneFactForm } from '../../facts/one-fact-form.ts';
import { factOfButton } from '../../facts/pressed-fact.ts';
import { FORGOTTEN, forgottenView } from '../../forgotten.ts';
import { isTooLate, openModal } from '../../open-modal.ts';
import { caseOf, type Press } from '../../press.ts';
import { tellAlone } from '../../tell-alone.ts';
import { updateView } from '../../update-view.ts';

type ButtonPress = BlockAction<ButtonAction>;

/** Buttons and menus about facts. What changes a case is in the inbox by the time this runs; here it is shown. */
export function listenForFacts(app: App, showing: CaseShowing): void {
  app.action<ButtonPress>(ANSWER_ACTION, async ({ body, action, ack, client }) => {
    await ack();
    await openAnswer(body, action.value, client, showing);
  });

  // The menu is acknowledged where its other choices are.
  app.action<BlockAction<OverflowAction>>(MENU_ACTION, async ({ body, action, client }) => {
    const [choice, caseId] = action.selected_option.value.split(':');
    if (choice !== 'facts') return;
    const shown = await showCase(caseOf(body, caseId), showing);
    if (!shown) return tellAlone(body, FORGOTTEN);
    await openModal(client, body, viewOf(shown, {}));
  });

  for (const [actionId, deed] of FACT_BUTTONS) {
    app.action<ButtonPress>(actionId, async ({ body, action, ack, client }) => {
      await ack();
      const pressed = factOfButton(action.value);
      if (!pressed) return;
      const shown = await showCase(caseOf(body, pressed.caseId), showing);
      if (!body.view) return shown ? undefined : tellAlone(body, FORGOTTEN);
      const done = { ...factsMetaOf(body.view.private_metadata)?.done, [pressed.key]: deed };
      await updateView(client, body.view.id, shown ? viewOf(shown, done) : forgottenView());
    });
  }

  app.action<ButtonPress>(CHANGE_ACTION, async ({ body, action, ack, client }) => {
    await ack();
    await pushForm(body, action.value ?? '', client);
  });

  app.action<BlockAction<StaticSelectAction>>(ADD_ACTION, async ({ body, action, ack, client }) => {
    await ack();
    await pushForm(body, action.selected_option?.value ?? '', client);
  });

  const viewOf = ({ assessment, pack, setting }: ShownCase, done: Done, notice?: string): ModalView =>
    factsView(assessment.situation, done, pack, setting, notice);

  /** Lays the form of one fact over the list. The list is shown anew below it, so that its menu is empty again. */
  async function pushForm(body: BlockAction, key: string, client: WebClient): Promise<void> {
    const meta = body.view && factsMetaOf(body.view.private_metadata);
    if (!body.view || !meta) return;
    const shown = await showCase(caseOf(body, meta.caseId), showing);
    if (!shown) return updateView(client, body.view.id, forgottenView());
    const form = oneFactForm(key, shown.assessment.situation, meta, shown.pack);
    if (!form)
      return updateView(client, body.view.id, viewOf(shown, meta.done, 'I do not know that fact any more.'));
    try {
      await client.views.push({ trigger_id: body.trigger_id, view: form });
    } catch (error) {
      if (!isTooLate(error)) throw error;
      return updateView(
        client,
        body.view.id,
        viewOf(shown, meta.done, 'I was too slow; please press again.'),
      );
    }
    return updateView(client, body.view.id, viewOf(shown, meta.done));
  }
}

/** The facts of a case as a modal, for who came to them by another way. */
export async function factsOf(ref: CaseRef, showing: CaseShowing): Promise<ModalView> {
  const shown = await showCase(ref, showing);
  return shown ? factsView(shown.assessment.situation, {}, shown.pack, shown.setting) : forgottenView();
}

/** Opens the form for the open questions of a case. */
export async function openAnswer(
  press: Press,
  caseId: string | undefined,
  client: WebClient,
  showing: CaseShowing,
): Promise<void> {
  const shown = await showCase(caseOf(press, caseId), showing);
  if (!shown) return tellAlone(press, FORGOTTEN);
  const form = answerForm(shown.assessment, shown.setting.place.caseId, shown.pack);
  if (!form) return tellAlone(press, 'No question is open any more; the verdict is up to date.');
  await openModal(client, press, form);
}

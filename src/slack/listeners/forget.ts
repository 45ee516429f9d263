import type { App, BlockAction, ButtonAction, OverflowAction, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { casesOpenedIn, listedCase } from '../../store/case-lists.ts';
import { forgetAllOf, forgetOneCase } from '../../store/forgettings.ts';
import { MENU_ACTION } from '../blocks/case-buttons.ts';
import { SubmissionBody } from '../bodies.ts';
import { FORGET_ACTION } from '../forget-actions.ts';
import { FORGOTTEN } from '../forgotten.ts';
import { FORGET_FORM, forgetForm, forgettingView, MOST_CASES, readForget } from '../forms/forget-form.ts';
import { caseIdFor } from '../inbound/base.ts';
import type { Lists } from '../lists.ts';
import { mayForget } from '../may-forget.ts';
import { openModal } from '../open-modal.ts';
import { caseOf, type Press } from '../press.ts';
import { tellAlone } from '../tell-alone.ts';
import { workspaceOfCommand } from '../workspace-of.ts';

const NOT_YOURS =
  'Only who opened this case can have it forgotten; if they left the workspace or the channel, anybody in the channel can. Your own words in it go with “Everything of mine” in `/finetune forget`.';
const CHOOSE = 'Choose what I should forget, or keep it.';
const GONE = 'This case is forgotten already. There is nothing more to do.';
const NOT_KEPT =
  'I could not do this: my database does not answer. Nothing is changed; try again in a minute.';

/** What of a command is needed to ask what is to be forgotten. */
interface Asked {
  channel_id: string;
  user_id: string;
  trigger_id: string;
  team_id: string;
  enterprise_id?: string;
}

/** Opens the form behind `/finetune forget`. @returns what is to be said instead, where it did not open */
export async function openForgetForm(
  asked: Asked,
  client: WebClient,
  { db }: Lists,
): Promise<string | undefined> {
  const workspace = workspaceOfCommand(asked);
  const { cases } = await casesOpenedIn(db, workspace, asked.channel_id, asked.user_id, MOST_CASES);
  let late: string | undefined;
  const press: Press = { trigger_id: asked.trigger_id, user: { id: asked.user_id } };
  await openModal(client, press, forgetForm(cases), (text) => {
    late = text;
  });
  return late;
}

/** Buttons that open the form for one case, and the form itself. */
export function listenForForgetting(app: App, lists: Lists): void {
  const { db, membership, clock } = lists;

  async function open(body: Press, caseId: string | undefined, client: WebClient): Promise<void> {
    if (!caseId) {
      await openModal(client, body, forgetForm([]));
      return;
    }
    const ref = caseOf(body, caseId);
    const found = await listedCase(db, ref);
    const by = { workspace: ref.workspace, user: body.user.id };
    if (!found) await tellAlone(body, FORGOTTEN);
    else if (!(await mayForget(by, found, membership))) await tellAlone(body, NOT_YOURS);
    else await openModal(client, body, forgetForm([found]));
  }

  app.action<BlockAction<ButtonAction>>(FORGET_ACTION, async ({ body, action, ack, client }) => {
    await ack();
    await open(body, action.value, client);
  });

  // The menu is acknowledged where its other choices are.
  app.action<BlockAction<OverflowAction>>(MENU_ACTION, async ({ body, action, client }) => {
    const [choice, caseId] = action.selected_option.value.split(':');
    if (choice === 'forget') await open(body, caseId, client);
  });

  app.view<ViewSubmitAction>(FORGET_FORM, async ({ ack, body }) => {
    const answer = await submitted(body).catch(() => NOT_KEPT);
    await (typeof answer === 'string'
      ? ack({ response_action: 'errors', errors: { what: answer } })
      : ack({ response_action: 'update', view: answer }));
  });

  /** @returns what is wrong, or what the form says now */
  async function submitted(body: ViewSubmitAction): Promise<string | ModalView> {
    const chosen = readForget(SubmissionBody.parse(body));
    if (!chosen) return CHOOSE;
    const { workspace } = caseOf(body, undefined);
    const asked = {
      workspace,
      // The same form sent twice is one.
      id: caseIdFor(workspace, `forget:${body.view.id}`),
      person: body.user.id,
      requested_at: new Date(clock.now()),
    };
    if (chosen === 'everything') await forgetAllOf(db, asked);
    else {
      const found = await listedCase(db, caseOf(body, chosen.caseId));
      if (!found) return GONE;
      if (!(await mayForget({ workspace, user: body.user.id }, found, membership))) return NOT_YOURS;
      await forgetOneCase(db, asked, found.caseId);
    }
    return forgettingView();
  }
}

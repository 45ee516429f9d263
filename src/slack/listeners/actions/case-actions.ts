import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { postAgain } from '../../../cases/move-case.ts';
import { MENU_ACTION, WHY_ACTION } from '../../blocks/case-buttons.ts';
import { GO_DIRECT_ACTION, POST_HERE_ACTION } from '../../blocks/private-message.ts';
import { type CaseShowing, showCase } from '../../case-in-view.ts';
import { FORGOTTEN } from '../../forgotten.ts';
import { openModal } from '../../open-modal.ts';
import { caseOf } from '../../press.ts';
import { tellAlone } from '../../tell-alone.ts';
import { whyView } from '../../why-view.ts';

const POSTED = 'It was posted meanwhile, so nothing moves; we go on there.';

/** The buttons below a verdict. Their value is the case's id; the workspace is the one that pressed them. */
export function listenForCaseActions(app: App, showing: CaseShowing): void {
  const { db } = showing;
  listenForPress(app, WHY_ACTION, async ({ body, action, client }) => {
    const shown = await showCase(caseOf(body, action.value), showing);
    if (!shown) return tellAlone(body, FORGOTTEN);
    await openModal(client, body, whyView(shown.assessment, shown.pack, shown.setting));
  });

  // What is chosen there is in the inbox by the time this runs.
  app.action(MENU_ACTION, async ({ ack }) => {
    await ack();
  });

  listenForPress(app, POST_HERE_ACTION, async ({ body, action }) => {
    const posting = await postAgain(db, caseOf(body, action.value));
    await tellAlone(
      body,
      posting
        ? 'I try to post it in the channel now. If nothing appears, invite me first, then press the button again.'
        : POSTED,
    );
  });

  listenForPress(app, GO_DIRECT_ACTION, async ({ body, action, client }) => {
    const { channel } = await client.conversations.open({ users: body.user.id });
    if (!channel?.id) throw new Error('Slack opened no direct message.');
    const posting = await postAgain(db, caseOf(body, action.value), channel.id);
    await tellAlone(body, posting ? 'We go on in our direct messages.' : POSTED);
  });
}

interface ButtonPress {
  body: BlockAction<ButtonAction>;
  action: ButtonAction;
  client: WebClient;
}

/** Whoever presses a button that does not work hears of it; the log has the reason. */
function listenForPress(app: App, name: string, work: (press: ButtonPress) => Promise<void>): void {
  app.action<BlockAction<ButtonAction>>(name, async ({ body, action, ack, client }) => {
    await ack();
    try {
      await work({ body, action, client });
    } catch (error) {
      await tellAlone(body, 'That did not work just now. Please press it again in a minute.').catch(
        () => undefined,
      );
      throw error;
    }
  });
}

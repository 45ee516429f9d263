import type { App, BlockAction, ButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Kysely } from 'kysely';
import type { Pack } from '../../../advisor/pack.ts';
import { postAgain } from '../../../cases/move-case.ts';
import { type Clock, dayOf } from '../../../clock.ts';
import { loadCaseRow, loadTurn } from '../../../store/case-file.ts';
import type { Tables } from '../../../store/tables.ts';
import { MENU_ACTION, WHY_ACTION } from '../../blocks/case-buttons.ts';
import { GO_DIRECT_ACTION, POST_HERE_ACTION } from '../../blocks/private-message.ts';
import type { Names } from '../../names.ts';
import { respond } from '../../respond.ts';
import { whyView } from '../../why-view.ts';

/** What the buttons of a case need. */
export interface CaseActions {
  db: Kysely<Tables>;
  pack: Pack;
  names: Names;
  clock: Clock;
  workspaceUrl: string;
}

/** The buttons below a verdict. Their value is the case's id; the workspace is the one that pressed them. */
export function listenForCaseActions(app: App, { db, pack, names, clock, workspaceUrl }: CaseActions): void {
  listenForPress(app, WHY_ACTION, async ({ body, action, client }) => {
    const ref = refOf(body, action);
    const row = await loadCaseRow(db, ref);
    const turn = row && (await loadTurn(db, ref, row.turn));
    if (!row || !turn) {
      await tell(body, 'This case is no longer kept, so there is nothing more to show.');
      return;
    }
    const authors = turn.assessment.situation.facts.flatMap(({ evidence, replaced }) => [
      evidence.author,
      ...(replaced ? [replaced.evidence.author] : []),
    ]);
    const setting = {
      place: { ...ref, channel: row.channel, threadTs: row.thread_ts ?? undefined },
      names: await names.of(ref.workspace, authors),
      workspaceUrl,
      today: dayOf(clock.now()),
    };
    await client.views.open({ trigger_id: body.trigger_id, view: whyView(turn.assessment, pack, setting) });
  });

  // What is chosen there is in the inbox by the time this runs.
  app.action(MENU_ACTION, async ({ ack }) => {
    await ack();
  });

  listenForPress(app, POST_HERE_ACTION, async ({ body, action }) => {
    await postAgain(db, refOf(body, action));
    await tell(
      body,
      'I try to post it in the channel now. If nothing appears, invite me first, then press the button again.',
    );
  });

  listenForPress(app, GO_DIRECT_ACTION, async ({ body, action, client }) => {
    const { channel } = await client.conversations.open({ users: body.user.id });
    if (!channel?.id) throw new Error('Slack opened no direct message.');
    await postAgain(db, refOf(body, action), channel.id);
    await tell(body, 'We go on in our direct messages.');
  });
}

type Press = Pick<SlackActionMiddlewareArgs<BlockAction<ButtonAction>>, 'body' | 'action'> & {
  client: WebClient;
};

/** Whoever presses a button that does not work hears of it; the log has the reason. */
function listenForPress(app: App, name: string, work: (press: Press) => Promise<void>): void {
  app.action<BlockAction<ButtonAction>>(name, async ({ body, action, ack, client }) => {
    await ack();
    try {
      await work({ body, action, client });
    } catch (error) {
      await tell(body, 'That did not work just now. Please press it again in a minute.').catch(
        () => undefined,
      );
      throw error;
    }
  });
}

const refOf = (body: BlockAction, action: ButtonAction) => ({
  workspace: body.enterprise?.id ?? body.team?.id ?? '',
  caseId: action.value ?? '',
});

async function tell(body: BlockAction, text: string): Promise<void> {
  if (body.response_url)
    await respond(body.response_url, { text, response_type: 'ephemeral', replace_original: false });
}

import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Viewer } from '../../../store/case-lists.ts';
import { section } from '../../blocks/text-blocks.ts';
import { digestFormFor } from '../../digests/digest-form-for.ts';
import { homeOf } from '../../home-of.ts';
import { ASK_ACTION, MY_DIGEST_ACTION } from '../../home-view.ts';
import type { Lists } from '../../lists.ts';
import { openModal } from '../../open-modal.ts';
import { workspaceOf } from '../../press.ts';
import { situationForm } from '../../situation-form.ts';
import { workspaceOfEvent } from '../../workspace-of.ts';

const AWAY =
  'I could not look up your cases: my database does not answer. Nothing is lost; open this tab again in a minute.';

/** The Home tab, drawn anew whenever it is opened, and its button that opens the form. */
export function listenForHomeTab(app: App, lists: Lists): void {
  app.event('app_home_opened', async ({ event, body, client }) => {
    if (event.tab !== 'home') return;
    await publishHome(client, { workspace: workspaceOfEvent(body), person: event.user }, lists);
  });

  app.action<BlockAction<ButtonAction>>(ASK_ACTION, async ({ body, ack, client }) => {
    await ack();
    await openModal(client, body, situationForm(undefined, undefined));
  });

  app.action<BlockAction<ButtonAction>>(MY_DIGEST_ACTION, async ({ body, ack, client }) => {
    await ack();
    const viewer = { workspace: workspaceOf(body), user: body.user.id };
    const place = { target: { kind: 'person', person: viewer.user }, home: true } as const;
    await openModal(client, body, await digestFormFor(place, viewer, client, lists));
  });
}

/** Draws somebody's Home tab anew. */
export async function publishHome(
  client: WebClient,
  who: Pick<Viewer, 'workspace' | 'person'>,
  lists: Lists,
): Promise<void> {
  const view = await homeOf(who, lists).catch(() => ({ type: 'home' as const, blocks: [section(AWAY)] }));
  await client.views.publish({ user_id: who.person, view });
}

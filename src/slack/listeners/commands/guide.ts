import type { App, BlockAction, ButtonAction, SlashCommand } from '@slack/bolt';
import { Route } from '../../../advisor/routes.ts';
import { type Clock, dayOf } from '../../../clock.ts';
import type { PackFor } from '../../../curator/ready-pack.ts';
import type { Rendered } from '../../blocks/verdict-message.ts';
import { GUIDE_ACTION, guideMessage, guideView, topicMessage } from '../../guide-message.ts';
import { openModal } from '../../open-modal.ts';
import { workspaceOf } from '../../press.ts';
import { workspaceOfCommand } from '../../workspace-of.ts';

interface Guide {
  packFor: PackFor<'pack' | 'search'>;
  clock: Clock;
}

/** Answers `/finetune guide`: all there is, or what fits a topic. */
export async function guideOn(
  topic: string,
  command: SlashCommand,
  { packFor, clock }: Guide,
): Promise<Rendered> {
  const { pack, search } = await packFor(workspaceOfCommand(command));
  return topic === '' ? guideMessage(pack) : topicMessage(topic, search(topic), pack, dayOf(clock.now()));
}

/** The buttons that open all passages on a route. */
export function listenForGuide(app: App, { packFor, clock }: Guide): void {
  app.action<BlockAction<ButtonAction>>(
    new RegExp(`^${GUIDE_ACTION}:`),
    async ({ body, action, ack, client }) => {
      await ack();
      const route = Route.safeParse(action.value).data;
      const { pack } = await packFor(workspaceOf(body));
      const guidance = route && pack.guidance.get(route);
      if (guidance) await openModal(client, body, guideView(guidance, dayOf(clock.now())));
    },
  );
}

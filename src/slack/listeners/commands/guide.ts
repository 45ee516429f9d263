import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { Route } from '../../../advisor/routes.ts';
import { dayOf } from '../../../clock.ts';
import { createGuideSearch } from '../../../curator/answer/search-guide.ts';
import type { Rendered } from '../../blocks/verdict-message.ts';
import { GUIDE_ACTION, guideMessage, guideView, topicMessage } from '../../guide-message.ts';
import type { Lists } from '../../lists.ts';
import { openModal } from '../../open-modal.ts';

type Guide = Pick<Lists, 'pack' | 'clock'>;

/** Answers `/finetune guide`: all there is, or what fits a topic. */
export function createGuide({ pack, clock }: Guide): (topic: string) => Rendered {
  const search = createGuideSearch(pack);
  return (topic) =>
    topic === '' ? guideMessage(pack) : topicMessage(topic, search(topic), pack, dayOf(clock.now()));
}

/** The buttons that open all passages on a route. */
export function listenForGuide(app: App, { pack, clock }: Guide): void {
  app.action<BlockAction<ButtonAction>>(
    new RegExp(`^${GUIDE_ACTION}:`),
    async ({ body, action, ack, client }) => {
      await ack();
      const route = Route.safeParse(action.value).data;
      const guidance = route && pack.guidance.get(route);
      if (guidance) await openModal(client, body, guideView(guidance, dayOf(clock.now())));
    },
  );
}

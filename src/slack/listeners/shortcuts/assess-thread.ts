import type { App, MessageShortcut } from '@slack/bolt';
import type { Clock } from '../../../clock.ts';
import type { Inbound } from '../../../store/inbound.ts';
import { ShortcutBody } from '../../bodies.ts';
import type { ChannelFacts } from '../../channel-facts.ts';
import { ASSESS_SHORTCUT, fromShortcut } from '../../inbound/from-shortcut.ts';
import { workspaceOf } from '../../press.ts';
import { respond } from '../../respond.ts';

const NOT_HERE =
  'I am not in this conversation, so I cannot read this thread. Invite me with `/invite` and choose *Assess this thread* again; or tell me your situation with `/finetune`, or in a direct message.';
const NOT_KEPT =
  'I could not do this: my database does not answer. Nothing is changed; try again in a minute.';

/** What the shortcut needs. */
interface Assessing {
  /** Resolves once it is durably written. */
  keep(inbound: Inbound): Promise<void>;
  channels: ChannelFacts;
  clock: Clock;
}

/**
 * "Assess this thread". Whether we can read and answer there is asked before anything is opened, so that no case is left
 * where nobody can see it; Slack is acknowledged when it is in the database.
 */
export function listenForShortcut(app: App, { keep, channels, clock }: Assessing): void {
  const shortcut = { callback_id: ASSESS_SHORTCUT, type: 'message_action' } as const;
  app.shortcut<MessageShortcut>(shortcut, async ({ body, ack }) => {
    const chosen = ShortcutBody.parse(body);
    const tell = (text: string) =>
      respond(chosen.response_url, { text, response_type: 'ephemeral', replace_original: false });
    if ((await channels.isMember(workspaceOf(chosen), chosen.channel.id)) === false) {
      await ack();
      await tell(NOT_HERE);
      return;
    }
    try {
      await keep(fromShortcut(chosen, clock.now()));
    } catch (error) {
      await ack();
      await tell(NOT_KEPT);
      throw error;
    }
    await ack();
  });
}

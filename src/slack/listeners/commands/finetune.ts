import type { AckFn, App, RespondArguments, SlashCommand } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { PackFor } from '../../../curator/ready-pack.ts';
import type { Spending } from '../../../store/budget.ts';
import type { Rendered } from '../../blocks/verdict-message.ts';
import { readCommand } from '../../command-text.ts';
import type { DigestShowing } from '../../digests/digest-showing.ts';
import { helpText, unknownCommand } from '../../help.ts';
import { plainText } from '../../plain-text.ts';
import type { SettingsShowing } from '../../settings-showing.ts';
import { situationForm } from '../../situation-form.ts';
import { workspaceOfCommand } from '../../workspace-of.ts';
import { openForgetForm } from '../forget.ts';
import { openSettings } from '../settings.ts';
import { answerDigest } from './digest.ts';
import { guideOn, listenForGuide } from './guide.ts';
import { statusOf } from './status.ts';
import { usageOf } from './usage.ts';

export interface CommandOptions extends DigestShowing, SettingsShowing {
  packFor: PackFor;
  /** What is read by whom in a workspace, in a few sentences. It never fails. */
  readerIn(workspace: string): Promise<string>;
  /** The model that reads in a workspace, undefined without one, and what it may use. */
  spendingIn(workspace: string): Promise<{ model: string | undefined; spending: Spending }>;
}

const AWAY =
  'I could not look that up: my database does not answer. Nothing is lost; please try again in a minute.';

/** `/finetune …`. A situation is in the inbox by the time this runs; here is what needs an answer within three seconds. */
export function listenForCommand(app: App, options: CommandOptions): void {
  listenForGuide(app, options);
  app.command(/^\/finetune/, async ({ command, ack, client }) => {
    const typed = readCommand(plainText(command.text));
    switch (typed.kind) {
      case 'situation':
        await ack();
        return;
      case 'help':
        await ack({
          response_type: 'ephemeral',
          text: helpText({ reader: await options.readerIn(workspaceOfCommand(command)) }),
        });
        return;
      case 'unknown':
        await ack({ response_type: 'ephemeral', text: unknownCommand(typed.word, typed.meant) });
        return;
      case 'status':
        await answer(ack, () => statusOf(command, options));
        return;
      case 'usage':
        await answer(ack, () => usageOf(command, options));
        return;
      case 'guide':
        await answer(ack, () => guideOn(typed.topic, command, options));
        return;
      case 'settings':
        await ack();
        await openSettings(
          command,
          { workspace: workspaceOfCommand(command), user: command.user_id },
          client,
          options,
        );
        return;
      case 'forget':
        await openForget(command, ack, client, options);
        return;
      case 'digest':
        await answerDigest(typed.deed, command, ack, client, options);
        return;
      case 'form':
        await ack();
        await client.views.open({
          trigger_id: command.trigger_id,
          view: situationForm(command.channel_id, command.response_url),
        });
    }
  });
}

type Ack = AckFn<string | RespondArguments>;

/** Answers the asker alone. */
async function answer(ack: Ack, look: () => Promise<Rendered>): Promise<void> {
  let found: Rendered;
  try {
    found = await look();
  } catch {
    found = { text: AWAY, blocks: [] };
  }
  await ack({ response_type: 'ephemeral', ...found });
}

async function openForget(
  command: SlashCommand,
  ack: Ack,
  client: WebClient,
  options: CommandOptions,
): Promise<void> {
  try {
    const said = await openForgetForm(command, client, options);
    await (said ? ack({ response_type: 'ephemeral', text: said }) : ack());
  } catch {
    await ack({ response_type: 'ephemeral', text: AWAY });
  }
}

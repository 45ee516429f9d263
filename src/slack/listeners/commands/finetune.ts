import type { App } from '@slack/bolt';
import { readCommand } from '../../command-text.ts';
import { helpText, unknownCommand } from '../../help.ts';
import { plainText } from '../../plain-text.ts';
import { situationForm } from '../../situation-form.ts';

/** `/finetune …`. A situation is in the inbox by the time this runs; here is what needs an answer within three seconds. */
export function listenForCommand(app: App, options: { reader: string }): void {
  app.command(/^\/finetune/, async ({ command, ack, client }) => {
    const typed = readCommand(plainText(command.text));
    switch (typed.kind) {
      case 'situation':
        await ack();
        return;
      case 'help':
        await ack({ response_type: 'ephemeral', text: helpText(options) });
        return;
      case 'unknown':
        await ack({ response_type: 'ephemeral', text: unknownCommand(typed.word) });
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

import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { socketApp } from './clients.ts';

/** A modal with a number that must be given and a line that need not. */
export const form = (title: string, extra: Partial<ModalView> = {}): ModalView => ({
  type: 'modal',
  callback_id: 'form',
  title: { type: 'plain_text', text: title },
  submit: { type: 'plain_text', text: 'Send' },
  blocks: [
    {
      type: 'input',
      block_id: 'size',
      label: { type: 'plain_text', text: 'How many examples?' },
      element: { type: 'number_input', action_id: 'n', is_decimal_allowed: false, min_value: '1' },
    },
    {
      type: 'input',
      block_id: 'note',
      optional: true,
      label: { type: 'plain_text', text: 'Anything else?' },
      element: { type: 'plain_text_input', action_id: 't', initial_value: 'no' },
    },
  ],
  ...extra,
});

/** Runs an app that opens a form on /advise, and gives the trigger_id of each command away. */
export async function formApp(
  sandbox: Sandbox,
  listen: (app: App) => void = () => {},
  view = form('One'),
): Promise<string[]> {
  const triggers: string[] = [];
  await socketApp(sandbox, (app) => {
    app.command('/advise', async ({ ack, body, client }) => {
      triggers.push(body.trigger_id);
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view });
    });
    app.command('/plain', async ({ ack, body }) => {
      triggers.push(body.trigger_id);
      await ack();
    });
    listen(app);
  });
  return triggers;
}

/** Ana asks for the form. @returns its id */
export async function openForm(sandbox: Sandbox): Promise<string> {
  await sandbox.command({ user: 'ana', channel: '#llm-help', text: '/advise' });
  return (await sandbox.until(() => sandbox.views('ana').at(-1))).id;
}
